using Triad.Core.Media;
using Triad.Media.Ffmpeg;
using Triad.Media.Probing;

namespace Triad.Media.Decoding;

/// <summary>
/// The arguments of the one FFmpeg process of a file. It opens the file once for frames and once for sound: so each output is read as
/// far as it is needed, also where a file holds all frames before all sound, and neither has to be held back in memory.
/// </summary>
internal static class DecodeArguments
{
    // How far past the longest allowed duration is decoded, so that longer media is told from media of just that duration.
    private static readonly TimeSpan Overrun = TimeSpan.FromSeconds(2);

    /// <summary>The arguments.</summary>
    /// <param name="plan">What to decode.</param>
    /// <param name="path">The path under which the process sees the file.</param>
    /// <param name="options">Limits.</param>
    /// <param name="canToneMap">True where FFmpeg can tone-map.</param>
    public static IReadOnlyList<string> Of(DecodePlan plan, string path, MediaOptions options, bool canToneMap) =>
    [
        "-hide_banner", "-nostdin", "-nostats",
        "-loglevel", "repeat+level+error",
        "-max_alloc", Text(options.MaxAllocationBytes),
        "-filter_threads", "1",

        // The file's own clock is kept and the filters subtract its start: left to FFmpeg, each opening would be shifted by itself.
        "-copyts",
        .. plan.Video is null ? [] : Input(plan, path, options, "-an"),
        .. plan.Audio is null ? [] : Input(plan, path, options, "-vn"),
        .. plan.Video is null ? [] : FrameOutput(plan, plan.Video, canToneMap),
        .. plan.Audio is null ? [] : SoundOutput(plan, plan.Audio),
    ];

    private static IEnumerable<string> Input(DecodePlan plan, string path, MediaOptions options, string without) =>
    [
        .. InputArguments.Of(new Container(plan.Info.Container), options),
        "-threads", Text(options.DecoderThreads),
        without, "-sn", "-dn",
        "-i", InputArguments.Name(path),
    ];

    private static IEnumerable<string> FrameOutput(DecodePlan plan, MediaStreamInfo video, bool canToneMap) =>
    [
        "-map", $"0:{video.Index}",
        "-filter:v", string.Join(',', Filters(plan, video, canToneMap)),
        "-fps_mode", "passthrough",
        .. plan.IsPicture ? (string[])["-frames:v", "1"] : ["-t", Longest(plan)],
        "-pix_fmt", "rgb24",
        "-f", "rawvideo",
        "pipe:1",
    ];

    private static IEnumerable<string> Filters(DecodePlan plan, MediaStreamInfo video, bool canToneMap)
    {
        var settings = plan.Settings;
        if (!plan.IsPicture)
        {
            yield return $"setpts='{Retimed(plan)}{StreamStarts.TellFrames}'";
            yield return $"fps={Text(settings.FrameRate)}";
        }

        yield return $"scale={Text(settings.Width)}:{Text(settings.Height)}:flags=area";
        if (!video.HighDynamicRange || !canToneMap)
            yield break;

        // Scaled down first: tone mapping works on floating point pixels, and a large picture would take seconds a frame.
        yield return "format=yuv444p10le";
        yield return "zscale=transfer=linear:npl=100:primaries=bt709";
        yield return "format=gbrpf32le";
        yield return "tonemap=hable:desat=0";
        yield return "zscale=transfer=bt709:matrix=bt709:range=limited";
        yield return "format=yuv444p";
    }

    private static IEnumerable<string> SoundOutput(DecodePlan plan, MediaStreamInfo audio) =>
    [
        "-map", $"{(plan.Video is null ? 0 : 1)}:{audio.Index}",
        "-filter:a",
        $"asetpts='{Retimed(plan)}{StreamStarts.TellSound}',aformat=sample_fmts=fltp:channel_layouts=mono,"
            + $"aresample={Text(plan.Settings.SampleRate)}:async=1,aformat=sample_fmts=flt",
        "-t", Longest(plan),
        "-c:a", "pcm_f32le",
        "-f", "f32le",
        plan.Video is null ? "pipe:1" : "pipe:3",
    ];

    private static string Retimed(DecodePlan plan) => $"PTS-({Text(plan.Info.Start.TotalSeconds)})/TB";

    private static string Longest(DecodePlan plan) => Text((plan.Settings.MaxDuration + Overrun).TotalSeconds);

    private static string Text(long number) => FormattableString.Invariant($"{number}");

    private static string Text(double number) => FormattableString.Invariant($"{number:0.######}");
}
