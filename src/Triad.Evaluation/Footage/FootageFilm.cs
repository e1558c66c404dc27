using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Triad.Evaluation.Footage;

/// <summary>Makes a short video of a picture, of a sound, or of both, with FFmpeg. Nothing is lost of either.</summary>
internal static class FootageFilm
{
    private const string StillSeconds = "1";

    // Cut-out pictures lie on white paper: what a file keeps below its transparent parts was never meant to be seen.
    private const string OnWhite =
        "[0:v:0]format=rgba,split[paper][cut];[paper]lutrgb=r=255:g=255:b=255:a=255[white];"
        + "[white][cut]overlay=format=rgb[seen]";

    /// <summary>Makes a video.</summary>
    /// <param name="picture">The picture; null for a sound alone.</param>
    /// <param name="sound">The sound; null for a silent picture.</param>
    /// <param name="target">The video to write, a Matroska file.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="EvaluationException">It cannot be made.</exception>
    public static async Task MakeAsync(string? picture, string? sound, string target, CancellationToken cancellationToken)
    {
        string[] seen = picture is null ? [] : ["-loop", "1", "-framerate", "2", "-i", picture];
        string[] heard = sound is null ? [] : ["-i", sound];
        string[] video = picture is null ? [] :
        [
            "-filter_complex", OnWhite, "-map", "[seen]", "-c:v", "ffv1", "-pix_fmt", "bgr0",
        ];
        string[] audio = sound is null ? [] : ["-map", picture is null ? "0:a:0" : "1:a:0", "-c:a", "flac"];
        string[] length = picture is null ? [] : sound is null ? ["-t", StillSeconds] : ["-t", await SecondsAsync(sound, cancellationToken)];
        await RunAsync("ffmpeg", ["-nostdin", "-v", "error", "-y", .. seen, .. heard, .. video, .. audio, .. length, target], cancellationToken);
    }

    /// <summary>Lays a picture on white.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="target">The PNG file to write.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="EvaluationException">It cannot be made.</exception>
    public static Task LayOnWhiteAsync(string picture, string target, CancellationToken cancellationToken) => RunAsync(
        "ffmpeg",
        ["-nostdin", "-v", "error", "-y", "-i", picture, "-filter_complex", OnWhite, "-map", "[seen]", "-frames:v", "1", target],
        cancellationToken);

    private static async Task<string> SecondsAsync(string sound, CancellationToken cancellationToken)
    {
        var said = await RunAsync(
            "ffprobe", ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", sound], cancellationToken);
        return double.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? Math.Max(1, seconds).ToString("0.###", CultureInfo.InvariantCulture)
            : throw new EvaluationException($"{sound} is no sound that has a length") { Field = "--media", Value = sound, Remedy = "Leave it out" };
    }

    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        try
        {
            using var process = Process.Start(start)!;
            await using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? output
                : throw new EvaluationException($"{program} ended with code {process.ExitCode}: {(await error).Trim().ReplaceLineEndings(" ")}")
                {
                    Field = "--media",
                    Value = arguments[^1],
                    Remedy = "Leave the file out, or look what is wrong with it",
                };
        }
        catch (Win32Exception exception)
        {
            throw new EvaluationException($"{program} could not be started: {exception.Message}") { Remedy = "Install FFmpeg" };
        }
    }
}
