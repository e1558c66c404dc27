using System.Globalization;
using Triad.Core.Tiers;

namespace Triad.Benchmarks.Scale;

/// <summary>What a platform of a size needs by unit costs, and where tenants come to lie by the platform's own policy.</summary>
internal sealed class ScaleBenchmark : IBenchmark
{
    private const double SegmentsPerHour = 3600 / 8.0;
    private const int DefaultPromote = 20_000;
    private const double MostImbalance = 1.5;

    private static readonly long[] Promotes = [DefaultPromote, 1_000_000, 5_000_000, 20_000_000];
    private static readonly int[] ShardNumbers = [1, 12];

    public string Name => "scale";

    public string Summary => "machines, storage and money by unit costs, and a simulation of where tenants' vectors come to lie";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("tenants", "10000", "tenants"),
        new("hours", "10000000", "hours of footage in all"),
        new("queries", "1000", "searches a second, the mean of a day"),
        new("ingest", "10000", "hours that come a day"),
        new("embed-ms", "9.6", "processor milliseconds to embed a segment"),
        new("decode-ms", "40", "the same to decode it"),
        new("search-ms", "0.7", "the same of a search, in gateway and grains"),
        new("query-ms", "0.2", "the same to embed a query"),
        new("index-ms", "2", "the same of the index, a search"),
        new("dimension", "512", "numbers of a vector"),
        new("vectors", "1", "vectors of a segment"),
        new("media-gb", "1", "gigabytes of an hour of footage"),
        new("nodes", "36", "nodes of Qdrant"),
        new("processes", "6", "processes that search"),
        new("days", "30", "days in which all of it comes"),
        new("seed", "1", "who is large, who searches much, and when"),
    ];

    public Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (tenants, hours, queries) = (arguments.Number("tenants"), arguments.Fraction("hours"), arguments.Fraction("queries"));
        var demand = new Demand(hours, arguments.Fraction("ingest"), queries, new UnitCosts(
            arguments.Fraction("embed-ms"), arguments.Fraction("decode-ms"), arguments.Fraction("search-ms"), arguments.Fraction("query-ms"),
            arguments.Fraction("index-ms"), arguments.Number("dimension"), arguments.Number("vectors"), arguments.Fraction("media-gb")));
        var random = new Random(arguments.Number("seed"));
        var points = TenantShape.Parts(tenants, 1, null).Select(part => part * hours * SegmentsPerHour).ToArray();
        var searches = TenantShape.Parts(tenants, 1, random).Select(part => part * queries).ToArray();
        var runs = ShardNumbers.SelectMany(shards => Promotes.Select(promote => (shards, promote))).Select(one => (one.shards, one.promote, Result: PlacementRun.Run(
            new PlacementPlan(
                points, searches, arguments.Number("days"), arguments.Number("nodes", ShardNumbers.Max()), arguments.Number("processes"), one.shards,
                new TierLimits(one.promote, one.promote / 2, 50, 10, TimeSpan.FromHours(1)), arguments.Number("seed"))))).ToList();
        var asShipped = runs[0].Result;
        var best = runs.MinBy(run => (run.Result.PointsImbalance * 1000) + (run.Result.OwnKeys / 1000.0));
        return Task.FromResult(new BenchmarkReport(
            [
                new("own_keys", asShipped.OwnKeys),
                new("node_imbalance", Math.Round(asShipped.PointsImbalance, 2)),
                new("largest_shard_points", Math.Round(asShipped.LargestShard)),
                new("best_promote_points", best.promote),
                new("best_shard_number", best.shards),
                new("best_own_keys", best.Result.OwnKeys),
                new("best_node_imbalance", Math.Round(best.Result.PointsImbalance, 2)),
                new("index_nodes", demand.IndexNodes),
                new("ingest_cores", Math.Round(demand.IngestCores)),
                new("dollars_a_month", Math.Round(demand.DollarsAMonth)),
            ],
            best.Result.PointsImbalance <= MostImbalance)
        {
            Details =
            [
                string.Empty, .. demand.Lines(), string.Empty,
                "| shards a key | PromotePoints | own keys | promotions | back | largest shard, million points | fullest node | busiest node | shared |",
                "| --- | --- | --- | --- | --- | --- | --- | --- | --- |", .. runs.Select(run => Line(run.shards, run.promote, run.Result, points.Sum())),
            ],
        });
    }

    private static string Line(int shards, long promote, PlacementResult run, double all) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {shards} | {promote:N0} | {run.OwnKeys:N0} | {run.Promotions:N0} | {run.Demotions:N0} | {run.LargestShard / 1e6:F1} | {run.PointsImbalance:F2} | {run.QueriesImbalance:F2} | {run.SharedPoints / all:P0} |");
}
