namespace Triad.Client;

/// <summary>A stream of an uploaded file that is used.</summary>
/// <param name="Modality">Video or audio.</param>
/// <param name="Codec">FFmpeg's name, for example <c>h264</c>.</param>
/// <param name="Width">Pixels as shown, rotation applied; 0 for audio.</param>
/// <param name="Height">Pixels as shown, rotation applied; 0 for audio.</param>
/// <param name="FrameRate">Mean frames a second; 0 where unknown.</param>
/// <param name="SampleRate">Hertz; 0 for video.</param>
/// <param name="Channels">Channels of sound; 0 for video.</param>
public sealed record MediaStreamInfo(
    Modalities Modality,
    string Codec,
    int Width,
    int Height,
    double FrameRate,
    int SampleRate,
    int Channels)
{
    internal static MediaStreamInfo FromWire(V1.MediaStream wire) => new(
        wire.Modality.ToModalities(),
        wire.Codec,
        wire.Width,
        wire.Height,
        wire.FrameRate,
        wire.SampleRate,
        wire.Channels);
}
