using System.Text.Json;
using System.Text.Json.Serialization;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Platform;

namespace Triad.Cli.Evaluation;

/// <summary>Measures without the platform: the training code's PyTorch model over the media files, which it decodes by itself.</summary>
internal static class OfflineRun
{
    private const string ProgressWord = "progress";

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Runs to the end. What <paramref name="folder"/> holds of an earlier run of the same plan is not computed again.</summary>
    public static async Task<OfflineResult> RunAsync(OfflinePlan plan, string folder, ProgressDisplay display, CancellationToken cancellationToken)
    {
        if (Checkout.Root is null)
            throw new CommandException("The offline measurement is part of the repository, which is not around") { Remedy = $"Run it in a checkout, or set {Checkout.RootVariable}" };
        var python = await PythonProgram.FindAsync("--offline", ["numpy", "torch"], "python3-numpy python3-torch", cancellationToken);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "plan.json");
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(plan, Format), cancellationToken);
        var bars = new Dictionary<string, ProgressItem>(StringComparer.Ordinal);
        var (code, error) = await python.RunAsync(
            ["-m", "training.offline", "--plan", file, "--out", folder], line => Show(line, display, bars), cancellationToken);
        if (code != 0)
            throw new CommandException($"The offline measurement ended with code {code}: {error.Trim().Split('\n')[^1]}") { Remedy = $"Run it by hand: python3 -m training.offline --plan {file} --out {folder}" };
        var result = await File.ReadAllBytesAsync(Path.Combine(folder, "result.json"), cancellationToken);
        return JsonSerializer.Deserialize<OfflineResult>(result, Format)!;
    }

    private static void Show(string line, ProgressDisplay display, Dictionary<string, ProgressItem> bars)
    {
        if (line.Split(' ') is not [ProgressWord, var what, var done, var of])
            return;
        if (!bars.TryGetValue(what, out var bar))
            bars[what] = bar = display.Add($"offline: {what}");
        bar.Report(100.0 * int.Parse(done, System.Globalization.CultureInfo.InvariantCulture) / int.Parse(of, System.Globalization.CultureInfo.InvariantCulture), $"{done} of {of}");
    }
}
