using System.Collections.Immutable;
using Triad.Core.LongInput;
using Triad.Core.Modality;

namespace Triad.Grains.Videos;

/// <summary>The vectors of a video as a whole, durable in the index.</summary>
[GenerateSerializer]
[Alias("triad.state.whole-video")]
public sealed record WholeVideoState
{
    /// <summary>How they were made.</summary>
    [Id(0)]
    public LongInputStrategy Strategy { get; init; }

    /// <summary>Tokens that went into the fusion transformer; 0 for an average.</summary>
    [Id(1)]
    public int TokenCount { get; init; }

    /// <summary>The masks that are stored, in states from before representations had names.</summary>
    [Id(2)]
    public ImmutableArray<Modalities> Representations { get; init; } = [];

    /// <summary>The representations that are stored.</summary>
    [Id(3)]
    public ImmutableArray<string> Names { get; init; } = [];
}
