using System.Diagnostics;
using System.Globalization;
using System.Text;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Crash;

/// <summary>Real but small files, quick to ingest, made once by FFmpeg: with and without sound, with and without captions.</summary>
internal static class CrashClips
{
    private const string Captions = "1\n00:00:00,200 --> 00:00:01,800\na red ball\n\n2\n00:00:02,100 --> 00:00:02,900\na blue square\n";

    private static readonly (int Seconds, int Hertz, bool HasCaptions)[] Kinds = [(2, 440, false), (3, 880, true), (4, 0, false), (2, 220, true)];

    /// <summary>The clips; those that the folder holds already are not made anew.</summary>
    public static async Task<IReadOnlyList<CrashClip>> MakeAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var clips = new List<CrashClip>();
        foreach (var (seconds, hertz, hasCaptions) in Kinds)
        {
            var path = IOPath.Combine(folder, $"clip-{clips.Count}.mp4");
            if (!File.Exists(path))
                await RenderAsync(path, seconds, hertz, cancellationToken);
            clips.Add(new CrashClip(
                clips.Count, await File.ReadAllBytesAsync(path, cancellationToken), hasCaptions ? Encoding.UTF8.GetBytes(Captions) : null));
        }

        return clips;
    }

    private static async Task RenderAsync(string path, int seconds, int hertz, CancellationToken cancellationToken)
    {
        var length = seconds.ToString(CultureInfo.InvariantCulture);
        var beside = path + ".new.mp4";
        string[] sound = hertz == 0 ? [] : ["-f", "lavfi", "-i", FormattableString.Invariant($"sine=frequency={hertz}:sample_rate=16000:duration={length}")];
        string[] arguments =
        [
            "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", $"testsrc2=size=64x64:rate=8:duration={length}", .. sound,
            "-c:v", "mpeg4", "-qscale:v", "5", "-c:a", "aac", "-b:a", "32k",
            "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", beside,
        ];
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments))!;
        await ffmpeg.WaitForExitAsync(cancellationToken);
        if (ffmpeg.ExitCode != 0)
            throw new BenchmarkUsageException($"ffmpeg could not make '{beside}' (exit code {ffmpeg.ExitCode}). Install FFmpeg with the encoders mpeg4 and aac.");
        File.Move(beside, path, overwrite: true);
    }
}
