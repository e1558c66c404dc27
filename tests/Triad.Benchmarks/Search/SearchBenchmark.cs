namespace Triad.Benchmarks.Search;

/// <summary>
/// Searches in the embedded index: how fast an exact one reads its rows against a sum over the same bytes, how its time grows with the
/// rows, what the first pass over bytes saves, and what gateway and grains add.
/// </summary>
internal sealed class SearchBenchmark : IBenchmark
{
    private const double WantedOverSum = 0.9;
    private const double AllowedGrowth = 2.1;
    private const double WantedSpeedup = 2.5;
    private const double WantedRecall = 0.995;
    private const double AllowedOverMs = 1;
    private const double AllowedOverP99Ms = 5;

    public string Name => "search";

    public string Summary => "exact searches against a sum over the same bytes, their growth, and what gateway and grains add";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("rows", "65536", "rows of the shard that is compared with the sum, and with one of twice the rows"),
        new("dimension", "512", "floats a row"),
        new("threads", $"{Environment.ProcessorCount}", "threads of one search, and of the sum"),
        new("limit", "10", "hits asked for"),
        new("rounds", "100", "searches of each kind"),
        new("gateway-rows", "20000", "rows of the tenant that is searched through the gateway"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var scans = await ScanFigures.MeasureAsync(arguments, cancellationToken);
        var gateway = await GatewayFigures.MeasureAsync(arguments, cancellationToken);
        return new BenchmarkReport(
            [
                new("scan_over_sum", Math.Round(scans.OverSum, 3)),
                new("growth", Math.Round(scans.Growth, 3)),
                new("gateway_over_ms", Math.Round(gateway.OverMs, 3)),
                new("gateway_over_p99_ms", Math.Round(gateway.OverP99Ms, 3)),
                new("growth_10x", Math.Round(scans.GrowthTenTimes, 2)),
                new("int8_speedup", Math.Round(scans.CodesSpeedup, 2)),
                new("int8_speedup_2x", Math.Round(scans.CodesSpeedupTwice, 2)),
                new("int8_recall", Math.Round(scans.CodesRecall, 4)),
                new("gb_per_s", Math.Round(scans.GbPerS, 2)),
                new("sum_gb_per_s", Math.Round(scans.SumGbPerS, 2)),
                new("scan_ms", Math.Round(scans.ScanMs, 3)),
                new("gateway_p50_ms", Math.Round(gateway.P50Ms, 3)),
                new("gateway_p99_ms", Math.Round(gateway.P99Ms, 3)),
                new("gateway_per_s", Math.Round(gateway.PerSecond)),
            ],
            scans.OverSum >= WantedOverSum
                && scans.Growth <= AllowedGrowth
                && scans.CodesSpeedup >= WantedSpeedup
                && scans.CodesRecall >= WantedRecall
                && gateway.OverMs <= AllowedOverMs
                && gateway.OverP99Ms <= AllowedOverP99Ms);
    }
}
