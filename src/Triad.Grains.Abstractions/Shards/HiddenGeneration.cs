using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Shards;

/// <summary>A generation that searches leave out.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Generation">The generation.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.shards.hidden-generation")]
public sealed record HiddenGeneration(
    [property: Id(0)] VideoId VideoId,
    [property: Id(1)] int Generation);
