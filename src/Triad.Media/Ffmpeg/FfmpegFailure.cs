using System.Text.RegularExpressions;
using Triad.Core.Errors;
using Triad.Media.Sandbox;

namespace Triad.Media.Ffmpeg;

/// <summary>Turns the end of an FFmpeg process into an error with a clear reason.</summary>
internal static partial class FfmpegFailure
{
    /// <summary>The request field that media errors name.</summary>
    public const string Field = "media";

    private const int CpuSignal = 24;
    private const int KillSignal = 9;
    private const int StoppedBySignalStatus = 255;

    private const string ReencodeRemedy =
        "Send a file that FFmpeg can play from start to end, for example re-encoded as H.264 and AAC in MP4.";
    private const string SmallerRemedy = "Send shorter or simpler media, or have the limit raised.";

    /// <summary>Media with no bytes.</summary>
    public static Error Empty() =>
        new(ErrorReason.MediaEmpty, "The media is empty: it has 0 bytes.", Field, "0 bytes", "Send the content of the file.");

    /// <summary>Media that is not of a known kind.</summary>
    public static Error Unsupported(string what) => new(
        ErrorReason.MediaUnsupported,
        $"The media {what}.",
        Field,
        null,
        "Send video, sound or a picture in a common format, such as MP4, WebM, MKV, MOV, MP3, WAV, PNG or JPEG.");

    /// <summary>Media that is over a limit.</summary>
    public static Error OverLimit(string limit, object value, object maximum) =>
        Error.OverLimit(Field, value, $"{MediaOptions.Section}:{limit}", maximum, SmallerRemedy);

    /// <summary>Media that ended in nothing usable.</summary>
    public static Error Corrupt(string what, string? message) => new(
        ErrorReason.MediaCorrupt,
        message is null ? $"The media is damaged: {what}." : $"The media is damaged: {what} ({message}).",
        Field,
        null,
        ReencodeRemedy);

    /// <summary>The error of a process that was stopped by the sandbox or its own fault, or null where it ended by itself.</summary>
    public static Error? OfCrash(ProcessExit exit, ProcessLimits limits) => exit switch
    {
        { Signal: CpuSignal or KillSignal } or { Code: StoppedBySignalStatus } => OverLimit(
            nameof(MediaOptions.CpuTimePerMediaTime),
            "its decoding",
            FormattableString.Invariant($"{limits.CpuTime.TotalSeconds:0} processor seconds")),
        { Signal: > 0 } => Corrupt($"the decoder was ended by signal {exit.Signal}", null),
        _ => null,
    };

    /// <summary>The error that a process's messages tell of, or null where they say nothing definite.</summary>
    public static Error? OfMessages(IReadOnlyList<string> messages, MediaOptions options)
    {
        foreach (var message in messages.Reverse())
        {
            if (message.Contains("exceeds specified max pixel count", StringComparison.Ordinal) || InvalidSize().IsMatch(message))
                return OverLimit(nameof(options.MaxPixels), "a picture's size", options.MaxPixels);
            if (message.Contains("exceeds max_streams", StringComparison.Ordinal))
                return OverLimit(nameof(options.MaxStreams), "its number of streams", options.MaxStreams);
            if (message.Contains("Cannot allocate memory", StringComparison.Ordinal))
                return OverLimit(nameof(options.MaxMemoryBytes), "its need of memory", options.MaxMemoryBytes);
            if (NotListed().Match(message) is { Success: true } codec)
                return Unsupported($"has a stream of codec '{codec.Groups[1].Value}', which is not decoded here");
        }

        return null;
    }

    /// <summary>The error of a stream whose decoder is not allowed, or null where that is not what messages tell.</summary>
    /// <param name="messages">FFmpeg's messages.</param>
    /// <param name="codec">The stream's codec.</param>
    public static Error? NotListedCodec(IReadOnlyList<string> messages, string codec) =>
        messages.Any(message => NotListed().IsMatch(message)) && !AllowLists.Decodes(codec)
            ? Unsupported($"has a stream of codec '{codec}', which is not decoded here")
            : null;

    [GeneratedRegex(@"Codec \(([\w-]+)\) not on whitelist", RegexOptions.CultureInvariant)]
    private static partial Regex NotListed();

    [GeneratedRegex(@"Picture size \d+x\d+ is invalid", RegexOptions.CultureInvariant)]
    private static partial Regex InvalidSize();
}
