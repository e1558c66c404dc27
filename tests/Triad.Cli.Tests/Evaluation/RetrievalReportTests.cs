using System.Text.Json;
using Triad.Cli.Output;
using Triad.Evaluation.Offline;
using Triad.Evaluation.Retrieval;

namespace Triad.Cli.Tests.Evaluation;

public sealed class RetrievalReportTests
{
    [Fact]
    public void Report_AsJson_HasTheDocumentedKeys()
    {
        var figures = DirectionFigures.Of([1, 1, 3, 8, 100], pool: 200, seed: 1);
        var directions = new Dictionary<string, DirectionFigures> { ["t->va"] = figures };
        var agreement = new OfflineAgreement(0.99999, new Dictionary<string, CosineFigures> { ["va"] = new(5, 0, 0.99999) }, 5, 0, 7, 1, 1e-6, 0);
        var report = new RetrievalReport(
            200, 5, "m@1", [], new Dictionary<string, string>(), directions, new Dictionary<string, string>(), ["v->t"],
            new OfflineReport("weights.pt", new Dictionary<string, string>(), directions, agreement));

        var json = JsonDocument.Parse(JsonSerializer.Serialize(report, JsonFormat.Options)).RootElement;

        var direction = json.GetProperty("directions").GetProperty("t->va");
        Assert.Equal(200, json.GetProperty("pool").GetInt32());
        Assert.Equal("v->t", json.GetProperty("turned")[0].GetString());
        Assert.Equal(JsonValueKind.Object, json.GetProperty("unavailable").ValueKind);
        Assert.Equal(0.4, direction.GetProperty("r1").GetDouble());
        Assert.Equal(0.6, direction.GetProperty("r5").GetDouble());
        Assert.Equal(0.8, direction.GetProperty("r10").GetDouble());
        Assert.Equal(0.8, direction.GetProperty("r50").GetDouble());
        Assert.Equal(3, direction.GetProperty("medr").GetDouble());
        Assert.Equal(22.6, direction.GetProperty("meanr").GetDouble());
        foreach (var (name, value) in new[] { ("r1_ci95", 0.4), ("r5_ci95", 0.6), ("r10_ci95", 0.8), ("r50_ci95", 0.8), ("meanr_ci95", 22.6) })
        {
            var interval = direction.GetProperty(name).EnumerateArray().Select(bound => bound.GetDouble()).ToArray();
            Assert.InRange(value, interval[0], interval[1]);
        }

        var offline = json.GetProperty("offline");
        Assert.Equal(0.4, offline.GetProperty("directions").GetProperty("t->va").GetProperty("r1").GetDouble());
        Assert.True(offline.GetProperty("agreement").GetProperty("agrees").GetBoolean());
        Assert.Equal(0.99999, offline.GetProperty("agreement").GetProperty("min_cosine").GetDouble());
        Assert.Equal(7, offline.GetProperty("agreement").GetProperty("ties").GetInt32());
    }
}
