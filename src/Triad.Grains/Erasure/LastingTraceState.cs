namespace Triad.Grains.Erasure;

/// <summary>What may stay after an erasure.</summary>
[GenerateSerializer]
[Alias("triad.state.lasting-trace")]
public sealed record LastingTraceState
{
    /// <summary>One sentence for a person.</summary>
    [Id(20)]
    public string What { get; init; } = string.Empty;

    /// <summary>When it is gone at the latest; null where nobody can tell.</summary>
    [Id(21)]
    public DateTimeOffset? Until { get; init; }
}
