using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Media.Ffmpeg;
using Triad.Media.Sandbox;

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
        MediaOptions options)
    {
        if (crash is not null)
            return new DecodeOutcome(crash, []);
        var reached = decoded.FramesEnd > decoded.SoundEnd ? decoded.FramesEnd : decoded.SoundEnd;
        var expected = plan.Info.Duration is { } announced && announced > reached ? announced : reached;
        List<StreamFailure> failures = [];
        var nothing = Modalities.None;
        foreach (var modality in plan.Modalities.Parts())
        {
            var end = modality == Modalities.Video ? decoded.FramesEnd : decoded.SoundEnd;
            var message = errors.About(modality == Modalities.Video || plan.Video is null ? 0 : 1);
            if (end == TimeSpan.Zero)
            {
                nothing |= modality;
                failures.Add(new StreamFailure(modality, FfmpegFailure.Corrupt($"its {Word(modality)} cannot be decoded", message)));
            }
            else if (!plan.IsPicture && end + EarlyBy < expected && (message is not null || !exit.IsSuccess))
            {
                var where = FormattableString.Invariant(
                    $"its {Word(modality)} breaks off at {end.TotalSeconds:0.0} of {expected.TotalSeconds:0.0} s");
                failures.Add(new StreamFailure(modality, FfmpegFailure.Corrupt(where, message)));
            }
        }

        var fatal = nothing == plan.Modalities ? FfmpegFailure.OfMessages(messages, options) ?? failures[0].Error : null;
        return new DecodeOutcome(fatal, failures);
    }

    private static string Word(Modalities modality) => modality == Modalities.Video ? "picture" : "sound";
}
