using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Videos;

/// <summary>What a video has in the lineage that is not the live one.</summary>
/// <param name="Space">The space of its vectors; null before there are any.</param>
/// <param name="Shard">The shard that holds them.</param>
/// <param name="Generation">Their generation; 0 before there are any.</param>
/// <param name="SegmentCount">Segments.</param>
/// <param name="Whole">The vectors of the whole video; null before there are any.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.videos.video-side")]
public sealed record VideoSide(
    [property: Id(0)] SpaceId? Space,
    [property: Id(1)] int Shard,
    [property: Id(2)] int Generation,
    [property: Id(3)] int SegmentCount,
    [property: Id(4)] WholeVideo? Whole);
