using System.Diagnostics;
using System.Globalization;
using Triad.Evaluation.Datasets;

namespace Triad.Evaluation.Runs;

/// <summary>
/// The media file of every item. A part of a video is cut out once, into the run's folder, and encoded anew, so that platform and offline
/// measurement are given the same bytes.
/// </summary>
internal static class EvaluationMedia
{
    private const int CutsAtATime = 2;

    /// <summary>The files, absolute; null where there is none or nothing could be cut from it.</summary>
    public static async Task<IReadOnlyList<string?>> PrepareAsync(EvaluationSet set, string folder, IProgressBoard display, CancellationToken cancellationToken)
    {
        string?[] files = [.. set.Items.Select(item => item.File)];
        int[] parts = [.. Enumerable.Range(0, files.Length).Where(index => files[index] is not null && set.Items[index].Cut is not null)];
        if (parts.Length == 0)
            return files;

        Directory.CreateDirectory(folder);
        var bar = display.Add("cut");
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = CutsAtATime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(parts, options, async (index, cancelled) =>
        {
            var clip = Path.Combine(folder, EvaluationPool.VideoId(EvaluationPool.Items, index) + ".mp4");
            files[index] = File.Exists(clip) || await CutAsync(files[index]!, set.Items[index].Cut!.Value, clip, cancelled) ? clip : null;
            bar.Report(Interlocked.Increment(ref done), parts.Length);
        });
        return files;
    }

    private static async Task<bool> CutAsync(string file, (double Start, double End) span, string clip, CancellationToken cancellationToken)
    {
        var part = clip + ".part.mp4";
        string[] arguments =
        [
            "-nostdin", "-v", "error", "-y", "-ss", Seconds(span.Start), "-t", Seconds(span.End - span.Start), "-i", file,
            "-map", "0:v:0?", "-map", "0:a:0?", "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p",
            "-vf", "scale=trunc(iw/2)*2:trunc(ih/2)*2", "-c:a", "aac", "-b:a", "128k", part,
        ];
        var start = new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
            await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                return false;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new EvaluationException($"ffmpeg, which cuts the parts of videos, could not be started: {exception.Message}") { Remedy = "Install FFmpeg" };
        }

        File.Move(part, clip, overwrite: true);
        return true;
    }

    private static string Seconds(double seconds) => seconds.ToString("0.######", CultureInfo.InvariantCulture);
}
