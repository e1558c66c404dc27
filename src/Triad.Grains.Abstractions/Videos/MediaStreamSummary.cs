using Triad.Core.Modality;

namespace Triad.Grains.Abstractions.Videos;

/// <summary>One decoded stream of a video.</summary>
/// <param name="Modality">Video or audio.</param>
/// <param name="Codec">FFmpeg's codec name.</param>
/// <param name="Width">Pixels as displayed.</param>
/// <param name="Height">Pixels as displayed.</param>
/// <param name="FrameRate">Frames a second; 0 where unknown.</param>
/// <param name="SampleRate">Samples a second.</param>
/// <param name="Channels">Channels.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.videos.media-stream-summary")]
public sealed record MediaStreamSummary(
    [property: Id(0)] Modalities Modality,
    [property: Id(1)] string Codec,
    [property: Id(2)] int Width,
    [property: Id(3)] int Height,
    [property: Id(4)] double FrameRate,
    [property: Id(5)] int SampleRate,
    [property: Id(6)] int Channels);
