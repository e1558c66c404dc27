using Triad.Client;
using Triad.Core.Errors;
using Triad.Gateway.Errors;

namespace Triad.Benchmarks.Hostile;

/// <summary>How a file or a query with it ended.</summary>
/// <param name="Kind">ready, failed, refused or answered; null where it is not clear what is wrong and what helps.</param>
/// <param name="Words">What was said.</param>
internal sealed record Ending(string? Kind, string Words)
{
    // What may be said of a file. Everything else says something of the platform.
    private static readonly HashSet<string> Closed =
    [
        .. new[]
        {
            ErrorReason.MediaUnsupported, ErrorReason.MediaCorrupt, ErrorReason.MediaEmpty, ErrorReason.LimitExceeded, ErrorReason.TimedOut,
            ErrorReason.FieldInvalid, ErrorReason.FieldMissing,
        }.Select(StatusTable.NameOf),
    ];

    public static Ending Answered { get; } = new("answered", string.Empty);

    /// <summary>Of a video in its final state.</summary>
    public static Ending Of(Video video) => video switch
    {
        { State: VideoState.Ready, SegmentCount: > 0 } => new("ready", string.Empty),
        { State: VideoState.Failed, Failure: { } failure } => new(
            Closed.Contains(failure.Reason) && SaysWhatHelps(failure.Message) ? "failed" : null, $"{failure.Reason}: {failure.Message}"),
        _ => new(null, $"{video.State} with {video.SegmentCount} segments"),
    };

    /// <summary>Of a refusal.</summary>
    public static Ending Of(TriadException refusal) => new(
        Closed.Contains(refusal.Reason) && refusal is { Field.Length: > 0, Remedy.Length: > 0 } ? "refused" : null,
        $"{refusal.Reason}: {refusal.Message} (field {refusal.Field ?? "none"}, remedy {refusal.Remedy ?? "none"})");

    // A failure has one text: a sentence for what is wrong, and one for what to do.
    private static bool SaysWhatHelps(string message) => message.TrimEnd('.').Contains(". ", StringComparison.Ordinal);
}
