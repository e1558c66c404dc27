using FFMpegCore.Arguments;
using FFMpegCore.Enums;
using Triad.Core.Media;
using Triad.Media.Ffmpeg;
using Triad.Media.Probing;
using Triad.Media.Sandbox;

namespace Triad.Media.Decoding;

/// <summary>
/// The arguments of the one FFmpeg process of a file. It opens the file once for frames and once for sound: so each output is read as
/// far as it is needed, also where a file holds all frames before all sound, and neither has to be held back in memory.
/// </summary>
internal static class DecodeArguments
{
    /// <summary>The arguments.</summary>
    /// <param name="plan">What to decode.</param>
    /// <param name="path">The path under which the process sees the file.</param>
    /// <param name="options">Limits.</param>
    /// <param name="tools">What FFmpeg can do.</param>
    public static IReadOnlyList<string> Of(DecodePlan plan, string path, MediaOptions options, FfmpegTools tools) => CommandLine.Of(
    [
        new FfmpegOption("-hide_banner"),
        new FfmpegOption("-nostdin"),
        new FfmpegOption("-nostats"),
        new FfmpegOption("-loglevel", "repeat+level+error"),
        InputArguments.AllocationLimit(options),
        new FfmpegOption("-filter_threads", "1"),

        // The file's own clock is kept and the filters subtract its start: left to FFmpeg, each opening would be shifted by itself.
        new FfmpegOption("-copyts"),
        .. plan.Video is null ? [] : Input(plan, path, options, StreamType.Audio),
        .. plan.Audio is null ? [] : Input(plan, path, options, StreamType.Video),
        .. plan.Video is null ? [] : FrameOutput(plan, plan.Video, tools.CanToneMap),
        .. plan.Audio is null ? [] : SoundOutputs(plan, plan.Audio, tools),
    ]);

    private static IEnumerable<IArgument> Input(DecodePlan plan, string path, MediaOptions options, StreamType without) =>
    [
        .. InputArguments.Of(new Container(plan.Info.Container), options),
        new ThreadsArgument(options.DecoderThreads),
        new DisableStreamArgument(without),
        new DisableStreamArgument(StreamType.Subtitle),
        new DisableStreamArgument(StreamType.Data),
        InputArguments.File(path),
    ];

    private static IEnumerable<IArgument> FrameOutput(DecodePlan plan, MediaStreamInfo video, bool canToneMap) =>
    [
        new MapStreamArgument(0, StreamType.All, video.Index, false),
        new VideoFiltersArgument(Filters(plan, video, canToneMap)),
        new FpsModeArgument(FpsMode.Passthrough),
        .. plan.IsPicture || plan.IsFirstFrame ? [new FrameCountArgument(1)] : (IEnumerable<IArgument>)[],
        new ForcePixelFormatArgument("rgb24"),
        new ForceFormatArgument("rawvideo"),
        new OutputUrlArgument("pipe:1"),
    ];

    private static VideoFilterOptions Filters(DecodePlan plan, MediaStreamInfo video, bool canToneMap)
    {
        var settings = plan.Settings;
        var filters = new VideoFilterOptions();
        if (!plan.IsPicture)
            filters.WithCustomFilter("setpts", $"'{ClockFilters.Frames(plan.Info.Start.TotalSeconds, settings.FrameRate, video.FrameRate)}'");
        if (!plan.IsPicture && !plan.IsFirstFrame)
            filters.Fps(settings.FrameRate, null).WithCustomFilter("setpts", $"'{ClockFilters.FrameMark}'");

        // FFMpegCore's own scale filter has no choice of the algorithm.
        // Where the model resizes pictures itself, colours come as exactly as FFmpeg can make them.
        var flags = settings.KeepsShape ? "area+accurate_rnd+full_chroma_int+full_chroma_inp" : "area";
        filters.WithCustomFilter("scale", $"{Text(plan.FrameSize.Width)}:{Text(plan.FrameSize.Height)}:flags={flags}");
        if (!video.HighDynamicRange || !canToneMap)
            return filters;

        // Scaled down first: tone mapping works on floating point pixels, and a large picture would take seconds a frame.
        return filters
            .WithCustomFilter("format", "yuv444p10le")
            .WithCustomFilter("zscale", "transfer=linear:npl=100:primaries=bt709")
            .WithCustomFilter("format", "gbrpf32le")
            .WithCustomFilter("tonemap", "hable:desat=0")
            .WithCustomFilter("zscale", "transfer=bt709:matrix=bt709:range=limited")
            .WithCustomFilter("format", "yuv444p");
    }

    private static IEnumerable<IArgument> SoundOutputs(DecodePlan plan, MediaStreamInfo audio, FfmpegTools tools)
    {
        var input = plan.Video is null ? 0 : 1;
        if (plan.SampleRates.Count == 1)
        {
            return
            [
                new MapStreamArgument(input, StreamType.All, audio.Index, false),
                new FfmpegOption("-filter:a", string.Join(',', SoundFilters.Chain(plan, tools))),
                .. SoundOutput(input),
            ];
        }

        return
        [
            new FfmpegOption("-filter_complex_threads", "1"),
            new FfmpegOption("-filter_complex", SoundFilters.Graph(plan, tools, input)),
            .. Enumerable.Range(0, plan.SampleRates.Count)
                .SelectMany(output => (IEnumerable<IArgument>)[new FfmpegOption("-map", SoundFilters.Label(output)), .. SoundOutput(input + output)]),
        ];
    }

    private static IEnumerable<IArgument> SoundOutput(int output) =>
    [
        new AudioCodecArgument("pcm_f32le", null),
        new ForceFormatArgument("f32le"),
        new OutputUrlArgument($"pipe:{SandboxJob.DescriptorOf(output)}"),
    ];

    private static string Text(double number) => FormattableString.Invariant($"{number:0.######}");
}
