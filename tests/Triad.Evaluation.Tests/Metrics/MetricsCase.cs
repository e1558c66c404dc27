using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triad.Evaluation.Tests.Metrics;

/// <summary>One similarity matrix with the metrics that the paper's authors' code computes for it, in percent.</summary>
public sealed record MetricsCase(
    [property: JsonPropertyName("sims")] double[][] Similarities,
    [property: JsonPropertyName("averaging")] Dictionary<string, double> Averaging,
    [property: JsonPropertyName("optimistically")] Dictionary<string, double> Optimistically)
{
    public static IReadOnlyList<MetricsCase> ReadAll()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Data", "metrics", "retrieval_metrics.json");
        return JsonSerializer.Deserialize<List<MetricsCase>>(File.ReadAllText(path))!;
    }
}
