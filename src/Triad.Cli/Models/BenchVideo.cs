using System.Diagnostics;
using System.Globalization;
using Triad.Cli.Invocation;

namespace Triad.Cli.Models;

/// <summary>A video that moves and sounds, for measuring: made by FFmpeg, the same everywhere.</summary>
internal static class BenchVideo
{
    public static async Task MakeAsync(string target, int seconds, CancellationToken cancellationToken)
    {
        var length = seconds.ToString(CultureInfo.InvariantCulture);
        string[] arguments =
        [
            "-nostdin", "-v", "error", "-y",
            "-f", "lavfi", "-i", $"testsrc2=size=640x360:rate=25:duration={length}",
            "-f", "lavfi", "-i", $"anoisesrc=sample_rate=48000:seed=1:amplitude=0.3:duration={length}",
            "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-c:a", "aac", target,
        ];
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardError = true })!;
            var error = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                throw new CommandException($"ffmpeg could not make the video that is measured: {error.Trim()}");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new CommandException($"ffmpeg could not be started: {exception.Message}") { Remedy = "Install FFmpeg" };
        }
    }
}
