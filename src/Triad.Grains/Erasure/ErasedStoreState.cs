namespace Triad.Grains.Erasure;

/// <summary>What an erasure has found in a store, and what it left.</summary>
[GenerateSerializer]
[Alias("triad.state.erased-store")]
public sealed record ErasedStoreState
{
    /// <summary>The store.</summary>
    [Id(20)]
    public string Name { get; init; } = string.Empty;

    /// <summary>What is counted.</summary>
    [Id(21)]
    public string Unit { get; init; } = string.Empty;

    /// <summary>How much there was.</summary>
    [Id(22)]
    public long Before { get; init; }

    /// <summary>How much there was at the end.</summary>
    [Id(23)]
    public long After { get; init; }

    /// <summary>True once it was erased for the first time.</summary>
    [Id(24)]
    public bool IsErased { get; init; }
}
