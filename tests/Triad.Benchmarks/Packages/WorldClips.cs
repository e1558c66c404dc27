using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Media;
using Triad.Media;
using Triad.Testing.Servers;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Packages;

/// <summary>Clips of the generated world, rendered as files and decoded as the platform decodes them.</summary>
internal static class WorldClips
{
    /// <summary>Renders clips of a seed.</summary>
    /// <exception cref="BenchmarkUsageException">Python or NumPy is missing.</exception>
    public static async Task RenderAsync(int seed, int count, string folder, CancellationToken cancellationToken)
    {
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(python, ["-m", "training.world", "--seed", $"{seed}", "--count", $"{count}", "--out", folder])
        {
            WorkingDirectory = Checkout.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        await output;
        if (process.ExitCode != 0)
            throw new BenchmarkUsageException($"The world could not be rendered: {(await errors).Trim().Split('\n')[^1]}. It needs Python with NumPy, and FFmpeg.");
    }

    /// <summary>The first segment of each clip of a folder, with its first caption.</summary>
    /// <exception cref="BenchmarkUsageException">The folder has no clips, or one cannot be decoded.</exception>
    public static async Task<IReadOnlyList<(string Caption, DecodedSegment Segment)>> ReadAsync(
        string folder, DecodeSettings settings, CancellationToken cancellationToken)
    {
        var manifest = IOPath.Combine(folder, "manifest.jsonl");
        if (!File.Exists(manifest))
            throw new BenchmarkUsageException($"--world '{folder}' has no manifest.jsonl. Render clips: python3 -m training.world --out {folder}.");
        var scratch = Directory.CreateTempSubdirectory("triad-clips-");
        try
        {
            await using var services = new ServiceCollection()
                .AddLogging().AddTriadMedia(options => options.ScratchFolder = scratch.FullName).BuildServiceProvider();
            var decoder = services.GetRequiredService<IMediaDecoder>();
            var clips = new List<(string, DecodedSegment)>();
            foreach (var line in (await File.ReadAllLinesAsync(manifest, cancellationToken)).Where(line => line.Length > 0))
            {
                using var entry = JsonDocument.Parse(line);
                var file = IOPath.Combine(folder, entry.RootElement.GetProperty("file").GetString()!);
                clips.Add((entry.RootElement.GetProperty("captions")[0].GetString()!, await DecodeAsync(decoder, file, settings, cancellationToken)));
            }

            return clips;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static async Task<DecodedSegment> DecodeAsync(IMediaDecoder decoder, string path, DecodeSettings settings, CancellationToken cancellationToken)
    {
        var info = await decoder.ProbeAsync(path, MediaKind.Video, cancellationToken);
        if (!info.IsOk)
            throw new BenchmarkUsageException($"{path}: {info.Error.Message}");
        await foreach (var item in decoder.DecodeAsync(path, info.Value, MediaKind.Video, settings, cancellationToken))
        {
            if (item is { IsOk: true, Value.Segment: { } segment })
                return segment;
        }

        throw new BenchmarkUsageException($"{path} has no segment.");
    }
}
