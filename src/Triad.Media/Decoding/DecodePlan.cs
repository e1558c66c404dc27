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

    /// <summary>Width and height of its frames in pixels.</summary>
    public (int Width, int Height) FrameSize { get; } = SizeOf(Video, IsPicture, Settings);

    /// <summary>The rates of its sound, in samples a second, each once: the first is the one that times are counted by.</summary>
    public IReadOnlyList<int> SampleRates { get; } = [.. Settings.MoreSampleRates.Prepend(Settings.SampleRate).Distinct()];

    /// <summary>How many outputs its process has.</summary>
    public int Outputs => (Video is null ? 0 : 1) + (Audio is null ? 0 : SampleRates.Count);

    /// <summary>Bytes of one frame.</summary>
    public int FrameBytes => checked(FrameSize.Width * FrameSize.Height * 3);

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

    private static (int Width, int Height) SizeOf(MediaStreamInfo? video, bool isPicture, DecodeSettings settings)
    {
        if (!settings.KeepsShape || video is null)
            return (settings.Width, settings.Height);
        if (isPicture)
            return (video.Width, video.Height);
        var scale = Math.Min(1, Math.Min((double)settings.Width / video.Width, (double)settings.Height / video.Height));
        return (Math.Max(1, (int)Math.Round(video.Width * scale)), Math.Max(1, (int)Math.Round(video.Height * scale)));
    }
}
