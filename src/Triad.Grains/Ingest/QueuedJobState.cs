namespace Triad.Grains.Ingest;

/// <summary>A job of the ingest queue.</summary>
[GenerateSerializer]
[Alias("triad.state.queued-job")]
public sealed record QueuedJobState
{
    /// <summary>The tenant.</summary>
    [Id(0)]
    public string TenantId { get; init; } = string.Empty;

    /// <summary>The video.</summary>
    [Id(1)]
    public string VideoId { get; init; } = string.Empty;

    /// <summary>The order of arrival.</summary>
    [Id(2)]
    public long Number { get; init; }
}
