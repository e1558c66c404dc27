using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

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
    public static JsonObject Read(IEnumerable<string> lines)
    {
        var format = new JsonObject();
        var streams = new JsonArray();
        foreach (var line in lines)
        {
            if (DurationForm().Match(line) is { Success: true } times)
                ReadTimes(format, times);
            else if (StreamForm().Match(line) is { Success: true } stream)
                streams.Add((JsonNode)ReadStream(stream));
            else if (RotationForm().Match(line) is { Success: true } rotation && streams.Count > 0)
                streams[^1]!["side_data_list"] = new JsonArray(new JsonObject { ["rotation"] = rotation.Groups[1].Value });
        }

        return new JsonObject { ["streams"] = streams, ["format"] = format };
    }

    private static void ReadTimes(JsonObject format, Match match)
    {
        // Not by TimeSpan: hours go on beyond 24, up to numbers that no time is.
        if (match.Groups[1].Value.Split(':') is [var hours, var minutes, var seconds]
            && double.TryParse(hours, CultureInfo.InvariantCulture, out var h)
            && double.TryParse(minutes, CultureInfo.InvariantCulture, out var m)
            && double.TryParse(seconds, CultureInfo.InvariantCulture, out var s))
            format["duration"] = ((((h * 60) + m) * 60) + s).ToString(CultureInfo.InvariantCulture);
        format["start_time"] = match.Groups[2].Value;
    }

    private static JsonObject ReadStream(Match match)
    {
        var detail = match.Groups[4].Value;
        var stream = new JsonObject
        {
            ["index"] = Number(match.Groups[1]),
            ["codec_type"] = match.Groups[2].Value.ToLowerInvariant(),
            ["codec_name"] = match.Groups[3].Value == "none" ? string.Empty : match.Groups[3].Value,
            ["codec_tag_string"] = TagForm().Match(detail) is { Success: true } tag ? tag.Groups[1].Value : string.Empty,
            ["color_transfer"] = HighDynamicRange.FirstOrDefault(name => detail.Contains(name, StringComparison.Ordinal)) ?? string.Empty,
            ["disposition"] = new JsonObject { ["default"] = Has(detail, "(default)"), ["attached_pic"] = Has(detail, "(attached pic)") },
        };
        if (SizeForm().Match(detail) is { Success: true } size)
            (stream["width"], stream["height"]) = (Number(size.Groups[1]), Number(size.Groups[2]));
        if (RateForm().Match(detail) is { Success: true } rate)
            stream["avg_frame_rate"] = $"{rate.Groups[1].Value}/1";
        if (SoundForm().Match(detail) is { Success: true } sound)
            (stream["sample_rate"], stream["channels"]) = (sound.Groups[1].Value, Channels(sound.Groups[2].Value));
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

    [GeneratedRegex(@"^\s*Stream #0:(\d{1,4})(?:\[[^\]]*\])?(?:\([^)]*\))?: (Video|Audio|Subtitle|Data|Attachment|Unknown): (\w+)(.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex StreamForm();

    [GeneratedRegex(@"^ \((\S{4}) / 0x[0-9A-F]{8}\)", RegexOptions.CultureInvariant)]
    private static partial Regex TagForm();

    [GeneratedRegex(@"displaymatrix: rotation of (-?[\d.]+) degrees", RegexOptions.CultureInvariant)]
    private static partial Regex RotationForm();

    [GeneratedRegex(@", (\d{1,5})x(\d{1,5})(?:[ ,]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex SizeForm();

    [GeneratedRegex(@", ([\d.]+) fps", RegexOptions.CultureInvariant)]
    private static partial Regex RateForm();

    [GeneratedRegex(@"(\d{1,7}) Hz, ([^,]+)", RegexOptions.CultureInvariant)]
    private static partial Regex SoundForm();
}
