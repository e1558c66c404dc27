using System.Text.Json;
using Triad.Cli.Evaluation;
using Triad.Cli.Output;

namespace Triad.Cli.Tests.Evaluation;

public sealed class RetrievalReportTests
{
    [Fact]
    public void Report_AsJson_HasTheDocumentedKeys()
    {
        var figures = DirectionFigures.Of([1, 1, 3, 8, 100], seed: 1);
        var report = new RetrievalReport(5, "m@1", [], new Dictionary<string, DirectionFigures> { ["t->va"] = figures });

        var json = JsonDocument.Parse(JsonSerializer.Serialize(report, JsonFormat.Options)).RootElement;

        var direction = json.GetProperty("directions").GetProperty("t->va");
        Assert.Equal(5, json.GetProperty("pool").GetInt32());
        Assert.Equal(0.4, direction.GetProperty("r1").GetDouble());
        Assert.Equal(0.6, direction.GetProperty("r5").GetDouble());
        Assert.Equal(0.8, direction.GetProperty("r10").GetDouble());
        Assert.Equal(3, direction.GetProperty("medr").GetDouble());
        var interval = direction.GetProperty("r1_ci95").EnumerateArray().Select(bound => bound.GetDouble()).ToArray();
        Assert.InRange(0.4, interval[0], interval[1]);
    }
}
