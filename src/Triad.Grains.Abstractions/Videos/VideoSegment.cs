using Triad.Core.Indexing;
using Triad.Core.Modality;

namespace Triad.Grains.Abstractions.Videos;

/// <summary>One segment of a video, or the whole of it.</summary>
/// <param name="Index">From 0; <see cref="VectorPoint.WholeVideo"/> for the whole video.</param>
/// <param name="Start">From the start of the video.</param>
/// <param name="End">The instant after the last.</param>
/// <param name="Mask">The modalities that it has.</param>
/// <param name="Text">Its caption text; empty where there is none.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.videos.video-segment")]
public sealed record VideoSegment(
    [property: Id(0)] int Index,
    [property: Id(1)] TimeSpan Start,
    [property: Id(2)] TimeSpan End,
    [property: Id(3)] Modalities Mask,
    [property: Id(4)] string Text);
