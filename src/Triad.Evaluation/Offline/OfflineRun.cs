using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triad.Evaluation.Offline;

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
    public static async Task<OfflineResult> RunAsync(IEvaluationHost host, OfflinePlan plan, string folder, IProgressBoard display, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "plan.json");
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(plan, Format), cancellationToken);
        var bars = new Dictionary<string, IProgressLine>(StringComparer.Ordinal);
        var (code, error) = await host.RunTrainingCodeAsync(
            ["-m", "training.offline", "--plan", file, "--out", folder], line => Show(line, display, bars), cancellationToken);
        if (code != 0)
            throw new EvaluationException($"The offline measurement ended with code {code}: {error.Trim().Split('\n')[^1]}") { Remedy = $"Run it by hand: python3 -m training.offline --plan {file} --out {folder}" };
        var result = await File.ReadAllBytesAsync(Path.Combine(folder, "result.json"), cancellationToken);
        return JsonSerializer.Deserialize<OfflineResult>(result, Format)!;
    }

    private static void Show(string line, IProgressBoard display, Dictionary<string, IProgressLine> bars)
    {
        if (line.Split(' ') is not [ProgressWord, var what, var done, var of])
            return;
        if (!bars.TryGetValue(what, out var bar))
            bars[what] = bar = display.Add($"offline: {what}");
        bar.Report(int.Parse(done, CultureInfo.InvariantCulture), int.Parse(of, CultureInfo.InvariantCulture));
    }
}
