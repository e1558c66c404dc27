namespace Triad.Benchmarks.Search;

/// <summary>
/// Searches in the embedded index: how fast an exact one reads its rows against a sum over the same bytes, how its time grows with the
/// rows, what the first pass over bytes saves, what graphs find, and what gateway and grains add.
/// </summary>
internal sealed class SearchBenchmark : IBenchmark
{
    private const double WantedOverSum = 0.9;
    private const double AllowedGrowth = 2.1;
    private const double WantedSpeedup = 2.5;
    private const double WantedRecall = 0.995;
    private const double AllowedGraphGrowth = 2;
    private const double WantedGraphRecall = 0.99;
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
        new("parts", "scans,graphs,gateway", "what is measured; figures of other parts are null"),
        new("gateway-rows", "20000", "rows of the tenant that is searched through the gateway"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var parts = arguments.Text("parts").Split(',');
        var scans = parts.Contains("scans") ? await ScanFigures.MeasureAsync(arguments, cancellationToken) : null;
        var graphs = parts.Contains("graphs") ? await GraphFigures.MeasureAsync(arguments, cancellationToken) : null;
        var gateway = parts.Contains("gateway") ? await GatewayFigures.MeasureAsync(arguments, cancellationToken) : null;
        return new BenchmarkReport(
            [
                new("scan_over_sum", Rounded(scans?.OverSum)),
                new("growth", Rounded(scans?.Growth)),
                new("gateway_over_ms", Rounded(gateway?.OverMs)),
                new("gateway_over_p99_ms", Rounded(gateway?.OverP99Ms)),
                new("growth_10x", Rounded(scans?.GrowthTenTimes)),
                new("int8_speedup", Rounded(scans?.CodesSpeedup)),
                new("int8_speedup_2x", Rounded(scans?.CodesSpeedupTwice)),
                new("int8_recall", Rounded(scans?.CodesRecall)),
                new("hnsw_growth", Rounded(graphs?.Growth)),
                new("hnsw_recall", Rounded(graphs?.Recall)),
                new("hnsw_filter_recall", Rounded(graphs?.FilterRecall)),
                new("hnsw_speedup", Rounded(graphs?.Speedup)),
                new("hnsw_crossover", graphs?.Crossover),
                new("hnsw_ms", Rounded(graphs?.Ms)),
                new("hnsw_build_s", Rounded(graphs?.BuildSeconds)),
                new("gb_per_s", Rounded(scans?.GbPerS)),
                new("sum_gb_per_s", Rounded(scans?.SumGbPerS)),
                new("scan_ms", Rounded(scans?.ScanMs)),
                new("gateway_p50_ms", Rounded(gateway?.P50Ms)),
                new("gateway_p99_ms", Rounded(gateway?.P99Ms)),
                new("gateway_per_s", Rounded(gateway?.PerSecond)),
                new("gateway_over_cpu_ms", Rounded(gateway?.CpuOverMs)),
            ],
            IsAsWanted(scans) && IsAsWanted(graphs) && IsAsWanted(gateway));
    }

    private static bool IsAsWanted(ScanFigures? scans) => scans is null
        || (scans.OverSum >= WantedOverSum
            && scans.Growth <= AllowedGrowth
            && scans.CodesSpeedup >= WantedSpeedup
            && scans.CodesRecall >= WantedRecall);

    private static bool IsAsWanted(GraphFigures? graphs) => graphs is null
        || (graphs.Growth <= AllowedGraphGrowth && graphs.Recall >= WantedGraphRecall && graphs.FilterRecall >= WantedGraphRecall);

    private static bool IsAsWanted(GatewayFigures? gateway) => gateway is null
        || (gateway.OverMs <= AllowedOverMs && gateway.OverP99Ms <= AllowedOverP99Ms);

    private static double? Rounded(double? figure) => figure is { } given ? Math.Round(given, 3) : null;
}
