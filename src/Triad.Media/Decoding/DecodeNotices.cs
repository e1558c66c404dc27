using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Media.Timelines;

namespace Triad.Media.Decoding;

/// <summary>What a decoded file lacks, or has elsewhere than it says, although its decoding ended well.</summary>
internal static class DecodeNotices
{
    private const string Remedy = "Play that part; if it is damaged, upload a re-encoded file.";

    // Shorter than this no user misses anything.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);

    /// <summary>The notices.</summary>
    /// <param name="plan">What was to be decoded.</param>
    /// <param name="decoded">What was.</param>
    /// <param name="timeline">The file's time line, where it was scanned.</param>
    /// <param name="frames">The runs of frames that came.</param>
    /// <param name="sound">The runs of sound that came.</param>
    public static IEnumerable<MediaNotice> Of(
        DecodePlan plan, SegmentAssembler decoded, Timeline? timeline, StreamPlace frames, StreamPlace sound) =>
    [
        .. timeline?.Notices ?? [],
        .. plan.Video is { } video && decoded.Frames?.Count > 0 ? frames.Missed().Select(run => Missed(video, run)) : [],
        .. plan.Audio is { } audio && decoded.Sound?.Count > 0 ? sound.Missed().Select(run => Missed(audio, run)) : [],
        .. plan.Video is { } stream && Overlap(decoded, plan) is { } overlap && overlap >= Shortest ? [Overlapped(stream, overlap)] : (MediaNotice[])[],
    ];

    private static TimeSpan? Overlap(SegmentAssembler decoded, DecodePlan plan) =>
        decoded.Frames is { } frames ? TimeSpan.FromSeconds(frames.Overlapped / plan.Settings.FrameRate) : null;

    private static MediaNotice Missed(MediaStreamInfo stream, TimelineRun run) => new(
        NoticeReason.Damaged,
        FormattableString.Invariant($"Nothing of the {Word(stream)} between {run.Place:0.0} s and {run.Place + run.Length:0.0} s could be decoded."),
        Remedy)
    {
        Span = new TimeRange(TimeSpan.FromSeconds(run.Place), TimeSpan.FromSeconds(run.Place + run.Length)),
        Stream = Of(stream),
    };

    private static MediaNotice Overlapped(MediaStreamInfo stream, TimeSpan length) => new(
        NoticeReason.Damaged,
        FormattableString.Invariant($"{length.TotalSeconds:0.0} s of the picture have the same times as others and are left out."),
        "Re-encode the file.")
    {
        Stream = Of(stream),
    };

    /// <summary>Errors of a decoder that went on all the same: some of what it gave is damaged, or missing.</summary>
    /// <param name="stream">The stream, or null where FFmpeg names none.</param>
    /// <param name="count">How many.</param>
    /// <param name="last">The last one.</param>
    public static MediaNotice Errors(MediaStreamInfo? stream, int count, string last) => new(
        NoticeReason.Damaged,
        $"FFmpeg met {count} {(count == 1 ? "error" : "errors")} in the {(stream is null ? "file" : Word(stream))} and went on; the last: {last}",
        Remedy)
    {
        Stream = stream is null ? null : Of(stream),
    };

    /// <summary>The notice of sound that FFmpeg's own resampler brought to the models' rates; null where nothing was resampled.</summary>
    public static MediaNotice? ResampledRoughly(DecodePlan plan) => plan.Audio is { } audio && plan.SampleRates.Any(rate => rate != audio.SampleRate)
        ? new MediaNotice(
            NoticeReason.ResampledRoughly,
            $"The sound was brought from {audio.SampleRate} to {string.Join(" and ", plan.SampleRates)} samples a second by FFmpeg's own resampler: "
            + "models hear it less exactly.",
            "Ask the operator for an FFmpeg with libsoxr, then upload the file again.")
        {
            Stream = Of(audio),
        }
        : null;

    /// <summary>The notice of a file of several joined ones of which FFmpeg read fewer; null where it read all.</summary>
    /// <param name="parts">How many were joined.</param>
    /// <param name="notices">What is known already: each that was read after another makes the clock begin again.</param>
    public static MediaNotice? Unread(int parts, IEnumerable<MediaNotice> notices)
    {
        var read = 1 + notices.Count(notice => notice.Reason is NoticeReason.TimeRestarted or NoticeReason.TimeGap or NoticeReason.TimeGapClosed);
        return read >= parts
            ? null
            : new MediaNotice(
                NoticeReason.PartNotRead,
                $"The file is {parts} files joined end to end, and FFmpeg reads only {(read == 1 ? "the first" : $"{read}")} of them.",
                "Upload the parts one by one, or join them with FFmpeg's concat demuxer.");
    }

    /// <summary>The stream of a notice.</summary>
    public static NoticeStream Of(MediaStreamInfo stream) =>
        new(stream.Index, stream.Modality == Modalities.Video ? "video" : "audio", stream.Codec);

    private static string Word(MediaStreamInfo stream) => stream.Modality == Modalities.Video ? "picture" : "sound";
}
