using System.Collections.Immutable;

namespace Triad.Grains.Shards;

/// <summary>What is kept of a shard beside its vectors.</summary>
[GenerateSerializer]
[Alias("triad.state.index-shard")]
public sealed record IndexShardState
{
    /// <summary>The space of its vectors; empty before the first.</summary>
    [Id(0)]
    public string Space { get; init; } = string.Empty;

    /// <summary>Numbers in a vector, in states from before representations had names; 0 in others.</summary>
    [Id(1)]
    public int Dimension { get; init; }

    /// <summary>Raised by each activation.</summary>
    [Id(2)]
    public long Epoch { get; init; }

    /// <summary>What searches leave out.</summary>
    [Id(3)]
    public ImmutableArray<HiddenGenerationState> Hidden { get; init; } = [];

    /// <summary>What may not be written, as builds before rows kept it; empty since.</summary>
    [Id(4)]
    public ImmutableArray<RemovedVideoState> Removed { get; init; } = [];

    /// <summary>The representations that the index was opened for.</summary>
    [Id(5)]
    public ImmutableArray<RepresentationState> Representations { get; init; } = [];

    /// <summary>Its file in the media store, or on its way there or back; null where it is here and nowhere else.</summary>
    [Id(6)]
    public ShardOffloadState? Offload { get; init; }
}
