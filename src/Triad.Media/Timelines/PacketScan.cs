using System.Globalization;
using System.Text;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Media.Ffmpeg;
using Triad.Media.Probing;
using Triad.Media.Sandbox;

namespace Triad.Media.Timelines;

/// <summary>
/// Reads the times of a file's packets, without decoding them, with ffprobe in the sandbox. FFMpegCore's model of packets is not used: it wants all of them
/// in one JSON text, which for a long file is gigabytes.
/// </summary>
internal static class PacketScan
{
    private const int LongestLine = 400;

    // Of processor time, for each second that a video may last: packets are read hundreds of times faster than they are played.
    private const double CpuShare = 0.02;

    /// <summary>Reads a file's time line.</summary>
    /// <param name="tools">FFmpeg's programs.</param>
    /// <param name="path">The file.</param>
    /// <param name="info">The file, as probed.</param>
    /// <param name="longest">How long a video may be.</param>
    /// <param name="options">Limits.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    public static async Task<Result<Timeline>> ReadAsync(
        FfmpegTools tools, string path, MediaInfo info, TimeSpan longest, MediaOptions options, CancellationToken cancellationToken)
    {
        var limits = new ProcessLimits(
            options.BaseCpuTime + (longest * CpuShare), options.MaxMemoryBytes, options.MaxOpenFiles, options.MaxProcesses);
        var job = new SandboxJob(tools.Ffprobe, path, seen => Arguments(seen, info, options), 1, limits);
        await using var process = await SandboxLauncher.StartAsync(tools.Sandbox.Command, job);
        var frames = Runs(info, Modalities.Video);
        var sound = Runs(info, Modalities.Audio);
        HashSet<int> known = [.. info.Streams.Select(stream => stream.Index), .. info.Skipped.Select(notice => notice.Stream?.Index ?? -1)];
        List<MediaNotice> late = [];
        var number = 0L;
        await foreach (var line in LinesAsync(process.Outputs[0], cancellationToken))
        {
            if (line.Split(',') is not [var kind, var index, var shown, var decoded, var duration, ..] || !int.TryParse(index, CultureInfo.InvariantCulture, out var stream))
                continue;
            number++;
            if (known.Add(stream) && known.Count <= options.MaxStreams)
                late.Add(Late(stream, kind));
            var runs = stream == frames.Index ? frames.Runs : stream == sound.Index ? sound.Runs : null;
            runs?.Add(number, Seconds(shown), Seconds(decoded), Seconds(duration) ?? 0);
        }

        var exit = await process.WaitAsync(cancellationToken);
        if (FfmpegFailure.OfCrash(exit, limits) is { } crash)
            return crash;
        var timeline = Timeline.Of(frames.Runs.ToList(), sound.Runs.ToList(), info.Start.TotalSeconds, longest.TotalSeconds);
        return timeline with { Notices = [.. timeline.Notices, .. late] };
    }

    private static MediaNotice Late(int stream, string kind) => new(
        NoticeReason.StreamNotChosen,
        $"Stream {stream} ({kind}) is not in the video: it begins only in a later part of the file.",
        "Upload that part as a video of its own, or re-encode the file.")
    {
        Stream = new NoticeStream(stream, kind, string.Empty),
    };

    private static (int Index, RunList Runs) Runs(MediaInfo info, Modalities modality) =>
        info.Streams.FirstOrDefault(stream => stream.Modality == modality) is { } stream
            ? (stream.Index, new RunList(modality == Modalities.Video ? TimeRules.FrameGap(stream.FrameRate) : TimeRules.SoundGap))
            : (-1, new RunList(TimeRules.SoundGap));

    private static IReadOnlyList<string> Arguments(string seen, MediaInfo info, MediaOptions options) => CommandLine.Of(
    [
        new FfmpegOption("-hide_banner"),
        new FfmpegOption("-loglevel", "fatal"),
        InputArguments.AllocationLimit(options),
        .. InputArguments.Of(new Container(info.Container), options),
        new FfmpegOption("-show_entries", "packet=codec_type,stream_index,pts_time,dts_time,duration_time"),
        new FfmpegOption("-of", "csv=p=0"),
        InputArguments.File(seen),
    ]);

    private static double? Seconds(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds) ? seconds : null;

    private static async IAsyncEnumerable<string> LinesAsync(
        Stream output,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 16];
        var line = new StringBuilder();
        for (int read; (read = await output.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            for (var i = 0; i < read; i++)
            {
                if (buffer[i] != '\n')
                {
                    if (line.Length < LongestLine)
                        line.Append((char)buffer[i]);
                    continue;
                }

                if (line.Length > 0)
                    yield return line.ToString();
                line.Clear();
            }
        }
    }
}
