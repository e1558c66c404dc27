using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Media.Ffmpeg;
using Triad.Media.Sandbox;
using Triad.Media.Timelines;

namespace Triad.Media.Decoding;

/// <summary>
/// How a decode ended. A process that the sandbox or its own fault stopped fails the media as a whole. Otherwise what was decoded
/// counts: a modality that gave nothing, or that broke off with errors before the media's end, is reported beside the others; only where
/// all of them gave nothing has the media failed.
/// </summary>
/// <param name="Fatal">Why the media as a whole failed, or null.</param>
/// <param name="Failures">Modalities that are missing or end early.</param>
internal sealed record DecodeOutcome(Error? Fatal, IReadOnlyList<StreamFailure> Failures)
{
    private static readonly TimeSpan EarlyBy = TimeSpan.FromSeconds(1);

    /// <summary>What the video lacks, or has elsewhere than the file says; each failure among them.</summary>
    public IReadOnlyList<MediaNotice> Notices { get; init; } = [];

    /// <summary>True where all of several modalities gave nothing, perhaps because of one of them.</summary>
    public bool IsWorthTryingAlone =>
        Failures.Count > 1 && Fatal?.Reason is ErrorReason.MediaCorrupt or ErrorReason.MediaUnsupported;

    /// <summary>Judges by what came out, how the process ended, and what it said.</summary>
    public static DecodeOutcome Judge(
        DecodePlan plan,
        SegmentAssembler decoded,
        ProcessExit exit,
        StreamErrors errors,
        Error? crash,
        IReadOnlyList<string> messages,
        Timeline? timeline,
        MediaOptions options)
    {
        if (crash is not null)
            return new DecodeOutcome(crash, []);
        var reached = decoded.FramesEnd > decoded.SoundEnd ? decoded.FramesEnd : decoded.SoundEnd;
        var expected = (timeline is null ? plan.Info.Duration : TimeSpan.FromSeconds(timeline.End)) is { } announced && announced > reached ? announced : reached;
        List<StreamFailure> failures = [];
        List<MediaNotice> notices = [];
        var nothing = Modalities.None;
        foreach (var modality in plan.Modalities.Parts())
        {
            var stream = (modality == Modalities.Video ? plan.Video : plan.Audio)!;
            var end = modality == Modalities.Video ? decoded.FramesEnd : decoded.SoundEnd;
            var input = modality == Modalities.Video || plan.Video is null ? 0 : 1;
            var message = errors.About(input);
            if (end == TimeSpan.Zero)
            {
                nothing |= modality;
                Fail(FfmpegFailure.NotListedCodec(messages, stream.Codec) ?? FfmpegFailure.Corrupt($"its {Word(modality)} cannot be decoded", message), null);
            }
            else if (!plan.IsPicture && end + EarlyBy < expected && (message is not null || !exit.IsSuccess))
            {
                var where = FormattableString.Invariant(
                    $"its {Word(modality)} breaks off at {end.TotalSeconds:0.0} of {expected.TotalSeconds:0.0} s");
                Fail(FfmpegFailure.Corrupt(where, message), new TimeRange(end, expected));
            }
            else if (errors.Of(input) is { Count: > 0 } told)
            {
                notices.Add(DecodeNotices.Errors(stream, told.Count, told.Last));
            }

            void Fail(Error error, TimeRange? span)
            {
                failures.Add(new StreamFailure(modality, error));
                var reason = error.Reason == ErrorReason.MediaUnsupported ? NoticeReason.CodecNotAllowed : NoticeReason.Damaged;
                notices.Add(new MediaNotice(reason, error.Message, error.Remedy) { Span = span, Stream = DecodeNotices.Of(stream) });
            }
        }

        if (failures.Count == 0 && errors.Of(StreamErrors.AnyInput) is { Count: > 0 } any)
            notices.Add(DecodeNotices.Errors(null, any.Count, any.Last));
        var fatal = nothing == plan.Modalities ? FfmpegFailure.OfMessages(messages, options) ?? failures[0].Error : null;
        return new DecodeOutcome(fatal, failures) { Notices = notices };
    }

    private static string Word(Modalities modality) => modality == Modalities.Video ? "picture" : "sound";
}
