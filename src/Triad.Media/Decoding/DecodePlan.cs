using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Media.Decoding;

/// <summary>What one FFmpeg process is to decode.</summary>
/// <param name="Info">The file, as probed.</param>
/// <param name="Video">The stream of frames, or null.</param>
/// <param name="Audio">The stream of sound, or null.</param>
/// <param name="IsPicture">True where only the first frame is wanted.</param>
/// <param name="Settings">Rates, sizes and lengths.</param>
internal sealed record DecodePlan(MediaInfo Info, MediaStreamInfo? Video, MediaStreamInfo? Audio, bool IsPicture, DecodeSettings Settings)
{
    /// <summary>The modalities that are decoded.</summary>
    public Modalities Modalities =>
        (Video is null ? Modalities.None : Modalities.Video) | (Audio is null ? Modalities.None : Modalities.Audio);

    /// <summary>True where only the first frame is wanted, of media that has a time: the filters tell it.</summary>
    public bool IsFirstFrame { get; init; }

    /// <summary>The plan for a file: all that it offers and the kind asks for.</summary>
    public static DecodePlan Of(MediaInfo info, MediaKind kind, DecodeSettings settings) => new(
        info,
        kind == MediaKind.Audio ? null : info.Streams.FirstOrDefault(stream => stream.Modality == Modalities.Video),
        kind == MediaKind.Image ? null : info.Streams.FirstOrDefault(stream => stream.Modality == Modalities.Audio),
        kind == MediaKind.Image || info.IsPicture,
        settings);

    /// <summary>The same with fewer modalities.</summary>
    public DecodePlan Only(Modalities modalities) => this with
    {
        Video = modalities.Contains(Modalities.Video) ? Video : null,
        Audio = modalities.Contains(Modalities.Audio) ? Audio : null,
    };
}
