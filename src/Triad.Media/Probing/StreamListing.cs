using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FFMpegCore;

namespace Triad.Media.Probing;

/// <summary>
/// Reads the list of streams that ffmpeg prints when it opens a file. ffprobe opens every stream's decoder and gives up when one
/// of them cannot be opened; the list names that stream beside the good ones.
/// </summary>
internal static partial class StreamListing
{
    private static readonly string[] HighDynamicRange = ["smpte2084", "arib-std-b67"];

    /// <summary>Reads the list into the form of ffprobe's report.</summary>
    /// <param name="lines">ffmpeg's messages.</param>
    public static FFProbeAnalysis Read(IEnumerable<string> lines)
    {
        var analysis = new FFProbeAnalysis { Streams = [], Format = new Format() };
        foreach (var line in lines)
        {
            if (DurationForm().Match(line) is { Success: true } times)
                ReadTimes(analysis.Format, times);
            else if (StreamForm().Match(line) is { Success: true } stream)
                analysis.Streams.Add(ReadStream(stream));
            else if (RotationForm().Match(line) is { Success: true } rotation && analysis.Streams.Count > 0)
                analysis.Streams[^1].SideData = [new() { ["rotation"] = JsonValue.Create(rotation.Groups[1].Value) }];
        }

        return analysis;
    }

    private static void ReadTimes(Format format, Match match)
    {
        // Not by TimeSpan: hours go on beyond 24, up to numbers that no time is.
        if (match.Groups[1].Value.Split(':') is [var hours, var minutes, var seconds]
            && double.TryParse(hours, CultureInfo.InvariantCulture, out var h)
            && double.TryParse(minutes, CultureInfo.InvariantCulture, out var m)
            && double.TryParse(seconds, CultureInfo.InvariantCulture, out var s))
            format.Duration = ((((h * 60) + m) * 60) + s).ToString(CultureInfo.InvariantCulture);
        format.StartTime = match.Groups[2].Value;
    }

    private static FFProbeStream ReadStream(Match match)
    {
        var detail = match.Groups[4].Value;
        var stream = new FFProbeStream
        {
            Index = Number(match.Groups[1]),
            CodecType = match.Groups[2].Value == "Video" ? "video" : "audio",
            CodecName = match.Groups[3].Value == "none" ? string.Empty : match.Groups[3].Value,
            ColorTransfer = HighDynamicRange.FirstOrDefault(name => detail.Contains(name, StringComparison.Ordinal)) ?? string.Empty,
            Disposition = new() { ["default"] = Has(detail, "(default)"), ["attached_pic"] = Has(detail, "(attached pic)") },
        };
        if (SizeForm().Match(detail) is { Success: true } size)
            (stream.Width, stream.Height) = (Number(size.Groups[1]), Number(size.Groups[2]));
        if (RateForm().Match(detail) is { Success: true } rate)
            stream.AvgFrameRate = $"{rate.Groups[1].Value}/1";
        if (SoundForm().Match(detail) is { Success: true } sound)
            (stream.SampleRate, stream.Channels) = (sound.Groups[1].Value, Channels(sound.Groups[2].Value));
        return stream;
    }

    private static int Has(string detail, string mark) => detail.Contains(mark, StringComparison.Ordinal) ? 1 : 0;

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    // "mono", "stereo", "quad", "6 channels", "5.1(side)": the digits of a layout's name add up to its channels.
    private static int Channels(string layout) => layout switch
    {
        "mono" => 1,
        "stereo" or "downmix" => 2,
        "quad" => 4,
        _ => Math.Max(1, layout.TakeWhile(letter => letter != '(').Where(char.IsAsciiDigit).Sum(digit => digit - '0')),
    };

    [GeneratedRegex(@"^\s*Duration: (\S+?)(?:, start: (-?[\d.]+))?(?:,|$)", RegexOptions.CultureInvariant)]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"^\s*Stream #0:(\d{1,4})(?:\[[^\]]*\])?(?:\([^)]*\))?: (Video|Audio): (\w+)(.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex StreamForm();

    [GeneratedRegex(@"displaymatrix: rotation of (-?[\d.]+) degrees", RegexOptions.CultureInvariant)]
    private static partial Regex RotationForm();

    [GeneratedRegex(@", (\d{1,5})x(\d{1,5})(?:[ ,]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex SizeForm();

    [GeneratedRegex(@", ([\d.]+) fps", RegexOptions.CultureInvariant)]
    private static partial Regex RateForm();

    [GeneratedRegex(@"(\d{1,7}) Hz, ([^,]+)", RegexOptions.CultureInvariant)]
    private static partial Regex SoundForm();
}
