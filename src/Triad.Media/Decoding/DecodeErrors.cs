using Triad.Core.Errors;
using Triad.Media.Ffmpeg;

namespace Triad.Media.Decoding;

/// <summary>The errors of decoding that do not come from FFmpeg itself.</summary>
internal static class DecodeErrors
{
    /// <summary>Media longer than allowed.</summary>
    /// <param name="announced">The duration that the file announces; null where it went on past the limit.</param>
    /// <param name="longest">The limit.</param>
    public static Error TooLong(TimeSpan? announced, TimeSpan longest)
    {
        var value = announced is { } known ? Seconds(known) : $"more than {Seconds(longest)}";
        const string Remedy = "Send shorter media, or have the limit raised.";
        return Error.OverLimit(FfmpegFailure.Field, value, "max_duration", Seconds(longest), Remedy);
    }

    /// <summary>A decoder that said nothing for too long.</summary>
    public static Error Stalled(TimeSpan timeout) => new(
        ErrorReason.TimedOut,
        $"The decoder gave nothing for {MediaOptions.Section}:{nameof(MediaOptions.StallTimeout)} of {Seconds(timeout)}.",
        FfmpegFailure.Field,
        null,
        "Retry; if it happens again, re-encode the media.");

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.###} s");
}
