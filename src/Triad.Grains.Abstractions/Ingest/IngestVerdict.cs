namespace Triad.Grains.Abstractions.Ingest;

/// <summary>What becomes of a failed ingest.</summary>
/// <param name="RetryAfter">When to lease it again; null where the video has failed for good.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.ingest.ingest-verdict")]
public sealed record IngestVerdict(
    [property: Id(0)] TimeSpan? RetryAfter)
{
    /// <summary>True where no other work of the tenant may go on until then either.</summary>
    [Id(40)]
    public bool IsTenantHeld { get; init; }
}
