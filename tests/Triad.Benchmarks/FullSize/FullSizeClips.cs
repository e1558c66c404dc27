using System.Diagnostics;

namespace Triad.Benchmarks.FullSize;

/// <summary>Long files with pictures and sound that change from segment to segment, each file with others.</summary>
internal static class FullSizeClips
{
    /// <summary>Renders a file.</summary>
    /// <exception cref="BenchmarkUsageException">FFmpeg could not.</exception>
    public static async Task RenderAsync(string path, int index, double seconds, CancellationToken cancellationToken)
    {
        var picture = FormattableString.Invariant($"testsrc2=size=96x96:rate=6:duration={seconds},hue=h='{37 * index}+t*11':s=1+0.5*sin(t/7)");
        var sound = FormattableString.Invariant($"aevalsrc='0.4*sin(2*PI*t*({120 + (31 * index)}+40*sin(t/{5 + index})))+0.1*random(0)*gt(mod(t,3),1.5)':s=16000:d={seconds}");
        string[] arguments =
        [
            "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound, "-c:v", "mpeg4", "-qscale:v", "6", "-c:a", "aac", "-b:a", "48k", path,
        ];
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments))!;
        await ffmpeg.WaitForExitAsync(cancellationToken);
        if (ffmpeg.ExitCode != 0)
            throw new BenchmarkUsageException($"ffmpeg could not make '{path}' (exit code {ffmpeg.ExitCode}). Install FFmpeg with the encoders mpeg4 and aac.");
    }
}
