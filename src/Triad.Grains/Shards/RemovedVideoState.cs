namespace Triad.Grains.Shards;

/// <summary>Generations of a video that may no longer be written.</summary>
[GenerateSerializer]
[Alias("triad.state.removed-video")]
public sealed record RemovedVideoState
{
    /// <summary>The video.</summary>
    [Id(0)]
    public string VideoId { get; init; } = string.Empty;

    /// <summary>The highest of them.</summary>
    [Id(1)]
    public int ThroughGeneration { get; init; }

    /// <summary>When: kept for longer than any writer can still be at work.</summary>
    [Id(2)]
    public DateTimeOffset At { get; init; }
}
