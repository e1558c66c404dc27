using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Videos;

/// <summary>What a video tells of segments that were found.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Texts">The segments' caption texts in the order of the question; empty where there is none, or the segment is of another generation.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.videos.hit-texts")]
public sealed record HitTexts(
    [property: Id(0)] string Name,
    [property: Id(1)] ImmutableArray<string> Texts);
