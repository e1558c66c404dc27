using Triad.Core.Modality;

namespace Triad.Core.Media;

/// <summary>What a media file holds, as probed. Attached pictures do not count as video.</summary>
/// <param name="Container">FFmpeg's name of the demuxer.</param>
/// <param name="Duration">The announced duration; null where the file does not say.</param>
/// <param name="Streams">The streams that would be decoded: at most one of frames and one of sound.</param>
/// <param name="Start">The time at which the file's own clock begins; decoding counts from it.</param>
public sealed record MediaInfo(
    string Container,
    TimeSpan? Duration,
    IReadOnlyList<MediaStreamInfo> Streams,
    TimeSpan Start = default)
{
    /// <summary>True for a still picture: a video of one frame.</summary>
    public bool IsPicture { get; init; }

    /// <summary>The streams that the file has and that are not decoded, each with its reason.</summary>
    public IReadOnlyList<MediaNotice> Skipped { get; init; } = [];

    /// <summary>The modalities that the file offers: video, audio, or both.</summary>
    public Modalities Modalities => Streams.Aggregate(Modalities.None, (mask, stream) => mask | stream.Modality);
}
