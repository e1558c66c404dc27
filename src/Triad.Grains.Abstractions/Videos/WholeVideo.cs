using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.LongInput;

namespace Triad.Grains.Abstractions.Videos;

/// <summary>The vectors of a video as a whole.</summary>
/// <param name="Strategy">How they were made.</param>
/// <param name="TokenCount">Tokens that went into the fusion transformer; 0 for an average.</param>
/// <param name="Representations">The vectors that are stored.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.videos.whole-video")]
public sealed record WholeVideo(
    [property: Id(0)] LongInputStrategy Strategy,
    [property: Id(1)] int TokenCount,
    [property: Id(3)] ImmutableArray<RepresentationName> Representations);
