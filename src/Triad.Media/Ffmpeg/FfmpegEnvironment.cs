using System.Text;
using Microsoft.Extensions.Options;
using Triad.Media.Decoding;
using Triad.Media.Sandbox;

namespace Triad.Media.Ffmpeg;

/// <summary>Finds FFmpeg's programs and tries the sandbox on first use.</summary>
internal sealed class FfmpegEnvironment(IOptions<MediaOptions> options, TimeProvider time, SandboxTools isolation)
    : IFfmpegEnvironment, IDisposable
{
    // A build without libsoxr has the filter all the same, and refuses the resampler when it is used.
    private static readonly string[] SoxrTrial =
    [
        "-hide_banner", "-nostdin", "-v", "error", "-filter_complex", $"anullsrc=r=8000:cl=mono,aresample=16000:{SoundFilters.Soxr}",
        "-t", "0.1", "-f", "f32le", "pipe:1",
    ];

    private readonly SemaphoreSlim _once = new(1, 1);
    private FfmpegTools? _tools;

    /// <inheritdoc/>
    public async Task<FfmpegTools> GetAsync(CancellationToken cancellationToken)
    {
        if (_tools is { } known)
            return known;
        await _once.WaitAsync(cancellationToken);
        try
        {
            return _tools ??= await FindAsync(cancellationToken);
        }
        finally
        {
            _once.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _once.Dispose();

    private static string Locate(string? configured, string name, string setting) =>
        (configured ?? SandboxTools.FindProgram(name)) is { } path && File.Exists(path)
            ? Path.GetFullPath(path)
            : throw new InvalidOperationException(
                $"{configured ?? name} is not there. Install FFmpeg (package ffmpeg), or set "
                + $"{MediaOptions.Section}:{setting} to the program's path.");

    private SandboxTools ToolsOf(SandboxWay way) => way switch
    {
        SandboxWay.Bubblewrap => isolation with { Perl = null },
        SandboxWay.Landlock => isolation with { Bubblewrap = null },
        _ => isolation,
    };

    private async Task<FfmpegTools> FindAsync(CancellationToken cancellationToken)
    {
        var ffmpeg = Locate(options.Value.FfmpegPath, "ffmpeg", nameof(MediaOptions.FfmpegPath));
        var ffprobe = Locate(options.Value.FfprobePath, "ffprobe", nameof(MediaOptions.FfprobePath));
        var (sandbox, output) = await SandboxProbe.RunAsync(
            ToolsOf(options.Value.Sandbox),
            ffmpeg,
            ["-hide_banner", "-nostdin", "-filters"],
            time,
            cancellationToken);
        if (options.Value.RequireSandbox && !sandbox.Report.IsComplete)
        {
            throw new InvalidOperationException(
                $"{MediaOptions.Section}:{nameof(MediaOptions.RequireSandbox)} is set and layers of the sandbox are missing."
                + Environment.NewLine + sandbox.Report.Describe());
        }

        var filters = Encoding.ASCII.GetString(output)
            .Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 1)
            .Select(words => words[1])
            .ToHashSet();
        var whyNoSoxr = await SandboxProbe.TryAsync(sandbox.Command, ffmpeg, SoxrTrial, time, cancellationToken);
        return new FfmpegTools(ffmpeg, ffprobe, filters.Contains("zscale") && filters.Contains("tonemap"), whyNoSoxr, sandbox);
    }
}
