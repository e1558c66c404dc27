using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Triad.Cli.Videos;

/// <summary>How long files last, by ffprobe where that is here.</summary>
internal static class MediaLength
{
    // Of more files the others are taken to be like these, byte for byte.
    private const int MostProbed = 200;
    private const int AtATime = 2;

    /// <summary>The seconds of all files together; null where that cannot be told.</summary>
    public static async Task<double?> OfAsync(IReadOnlyList<UploadFile> files, CancellationToken cancellationToken)
    {
        var probed = files.Take(MostProbed).ToArray();
        var seconds = new double[probed.Length];
        try
        {
            var loop = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(
                Enumerable.Range(0, probed.Length), loop, async (index, cancelled) => seconds[index] = await OfAsync(probed[index].Path, cancelled));
        }
        catch (Win32Exception)
        {
            return null;
        }

        var bytes = probed.Index().Where(file => seconds[file.Index] > 0).Sum(file => new FileInfo(file.Item.Path).Length);
        if (bytes == 0)
            return null;
        var rest = files.Skip(MostProbed).Sum(file => new FileInfo(file.Path).Length);
        return seconds.Sum() * (1 + ((double)rest / bytes));
    }

    private static async Task<double> OfAsync(string file, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            "ffprobe", ["-v", "error", "-protocol_whitelist", "file", "-show_entries", "format=duration", "-of", "csv=p=0", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await error;
        await process.WaitForExitAsync(cancellationToken);
        return double.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : 0;
    }
}
