using Triad.Core.Modality;

namespace Triad.Core.Media;

/// <summary>One stream of a media file, as probed.</summary>
/// <param name="Index">The stream's index in the file.</param>
/// <param name="Modality">Video or audio.</param>
/// <param name="Codec">FFmpeg's codec name.</param>
/// <param name="Width">Pixels, as displayed (after rotation); 0 for sound.</param>
/// <param name="Height">Pixels, as displayed (after rotation); 0 for sound.</param>
/// <param name="FrameRate">Average frames a second; 0 where unknown or sound.</param>
/// <param name="RotationDegrees">Clockwise rotation to apply: 0, 90, 180 or 270.</param>
/// <param name="SampleRate">Samples a second; 0 for frames.</param>
/// <param name="Channels">Channels; 0 for frames.</param>
/// <param name="HighDynamicRange">True for PQ or HLG transfer.</param>
public sealed record MediaStreamInfo(
    int Index,
    Modalities Modality,
    string Codec,
    int Width,
    int Height,
    double FrameRate,
    int RotationDegrees,
    int SampleRate,
    int Channels,
    bool HighDynamicRange);
