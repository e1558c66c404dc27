using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FFMpegCore;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Media.Ffmpeg;

namespace Triad.Media.Probing;

/// <summary>
/// Reads ffprobe's report and chooses the streams that are decoded: at most one of frames and one of sound. FFMpegCore's model of the report is read, not its
/// analysis of it (FFProbe.FromJson): that one takes a hostile file's numbers for times and throws where they are none.
/// </summary>
internal static class ProbeReport
{
    private const double LongestSeconds = 1e9;

    /// <summary>What ffprobe is asked to print, and no more: the report of a hostile file stays small.</summary>
    public const string Entries =
        "stream=index,codec_type,codec_name,codec_tag_string,width,height,avg_frame_rate,channels,sample_rate,color_transfer"
        + ":stream_disposition=default,attached_pic:stream_side_data=side_data_type,rotation:format=format_name,start_time,duration";

    /// <summary>What it is asked besides of a still picture, whose file says only beside the picture itself how it is turned.</summary>
    public const string PictureEntries = Entries + ":frame_side_data=side_data_type,rotation";

    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        PropertyNameCaseInsensitive = true,
    };

    private static readonly string[] HighDynamicRange = ["smpte2084", "arib-std-b67"];

    /// <summary>Reads a report.</summary>
    /// <param name="report">JSON as ffprobe prints it.</param>
    /// <param name="container">The container that was told from the file's first bytes.</param>
    /// <param name="wanted">The modalities to look for.</param>
    /// <returns>What the file holds; no streams where it holds none of the wanted.</returns>
    /// <exception cref="JsonException">The report was cut off.</exception>
    public static MediaInfo Read(ReadOnlySpan<byte> report, Container container, Modalities wanted)
    {
        if (!container.IsPicture)
            return Choose(JsonSerializer.Deserialize<FFProbeAnalysis>(report, Json), container, wanted);
        var known = JsonSerializer.Deserialize<JsonObject>(report, Json) ?? throw new JsonException("The report is null.");
        if (known["frames"] is JsonArray { Count: > 0 } frames && known["streams"] is JsonArray { Count: > 0 } streams
            && frames[0] is JsonObject frame && frame["side_data_list"] is { } turned && streams[0] is JsonObject picture)
        {
            frame.Remove("side_data_list");
            picture.TryAdd("side_data_list", turned);
        }

        return Read(known, container, wanted);
    }

    /// <summary>Reads a report that was made of another program's words.</summary>
    /// <param name="report">In the form in which ffprobe prints it.</param>
    /// <param name="container">The container that was told from the file's first bytes.</param>
    /// <param name="wanted">The modalities to look for.</param>
    public static MediaInfo Read(JsonObject report, Container container, Modalities wanted) =>
        Choose(report.Deserialize<FFProbeAnalysis>(Json), container, wanted);

    private static MediaInfo Choose(FFProbeAnalysis? analysis, Container container, Modalities wanted)
    {
        if (analysis is null)
            throw new JsonException("The report is null.");
        var start = Seconds(analysis.Format?.StartTime) ?? 0;
        var all = analysis.Streams ?? [];
        var video = wanted.Contains(Modalities.Video) ? Best(all.Where(IsVideo), Area) : null;
        var audio = wanted.Contains(Modalities.Audio) ? Best(all.Where(IsAudio), stream => stream.Channels ?? 0) : null;
        return new MediaInfo(
            container.Demuxer,
            container.IsPicture ? null : Duration(analysis.Format?.Duration),
            [.. Describe(video, audio)],
            TimeSpan.FromSeconds(start))
        {
            IsPicture = container.IsPicture,
            Skipped = [.. all.Where(stream => stream != video && stream != audio).Select(SkippedStreams.Tell)],
        };
    }

    private static IEnumerable<MediaStreamInfo> Describe(FFProbeStream? video, FFProbeStream? audio)
    {
        if (video is not null)
            yield return DescribeVideo(video);
        if (audio is not null)
            yield return DescribeAudio(audio);
    }

    private static MediaStreamInfo DescribeVideo(FFProbeStream stream)
    {
        var rotation = Rotation(stream);
        var isSideways = rotation is 90 or 270;
        return new MediaStreamInfo(
            stream.Index,
            Modalities.Video,
            stream.CodecName!,
            (isSideways ? stream.Height : stream.Width) ?? 0,
            (isSideways ? stream.Width : stream.Height) ?? 0,
            Rate(stream.AvgFrameRate),
            rotation,
            0,
            0,
            HighDynamicRange.Contains(stream.ColorTransfer));
    }

    private static MediaStreamInfo DescribeAudio(FFProbeStream stream) => new(
        stream.Index,
        Modalities.Audio,
        stream.CodecName!,
        0,
        0,
        0,
        0,
        int.TryParse(stream.SampleRate, CultureInfo.InvariantCulture, out var rate) ? rate : 0,
        stream.Channels ?? 0,
        false);

    private static bool IsVideo(FFProbeStream stream) =>
        stream is { CodecType: "video", Width: > 0, Height: > 0 } && AllowLists.Decodes(stream.CodecName ?? string.Empty) && !Has(stream, "attached_pic");

    private static bool IsAudio(FFProbeStream stream) =>
        stream is { CodecType: "audio", Channels: > 0 } && AllowLists.Decodes(stream.CodecName ?? string.Empty);

    private static bool Has(FFProbeStream stream, string disposition) => stream.Disposition?.GetValueOrDefault(disposition) == 1;

    private static long Area(FFProbeStream stream) => (long)(stream.Width ?? 0) * (stream.Height ?? 0);

    private static FFProbeStream? Best(IEnumerable<FFProbeStream> streams, Func<FFProbeStream, long> size) =>
        streams.OrderByDescending(stream => Has(stream, "default")).ThenByDescending(size).ThenBy(stream => stream.Index).FirstOrDefault();

    // The display matrix says how the picture was turned counter-clockwise; the decoder turns it back.
    private static int Rotation(FFProbeStream stream)
    {
        foreach (var data in stream.SideData ?? [])
        {
            if (data.TryGetValue("rotation", out var value) && Seconds(value?.ToString()) is { } degrees)
                return (int)(((Math.Round(-degrees / 90) % 4) + 4) % 4) * 90;
        }

        return 0;
    }

    // One that is no time of this world is above every limit, and not unknown: the decoder would fill all of the time that it is given.
    private static TimeSpan? Duration(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, LongestSeconds))
            : null;

    private static double Rate(string? ratio)
    {
        var parts = ratio?.Split('/') ?? [];
        return parts.Length == 2 && Seconds(parts[0]) is { } over && Seconds(parts[1]) is { } under && under > 0 ? over / under : 0;
    }

    // A hostile file announces any number: what is no time of this world is as good as nothing.
    private static double? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < LongestSeconds
            ? seconds
            : null;
}
