namespace Triad.Grains.Shards;

/// <summary>A representation that a shard has.</summary>
[GenerateSerializer]
[Alias("triad.state.representation")]
public sealed record RepresentationState
{
    /// <summary>Its name.</summary>
    [Id(0)]
    public string Name { get; init; } = string.Empty;

    /// <summary>Numbers in each of its vectors.</summary>
    [Id(1)]
    public int Dimension { get; init; }
}
