using Triad.Benchmarks.Search;
using Triad.Core.Identity;

namespace Triad.Benchmarks.Shards;

/// <summary>
/// What a search costs where there are ten and a hundred times the tenants, all of one size; and what opening a shard of ten times the
/// rows costs.
/// </summary>
internal sealed class ShardsBenchmark : IBenchmark
{
    private const double AllowedP50Ratio = 1.15;
    private const double AllowedP99Ratio = 1.3;
    private const int WarmUps = 200;
    private const int Openings = 7;
    private const int FewRows = 2_000;
    private const int TimesTheRows = 10;
    private const int BytesOfOthers = 64 << 20;

    private static readonly int[] Tenants = [10, 100, 1000];

    public string Name => "shards";

    public string Summary => "searches among 10, 100 and 1,000 tenants of one size, and the opening of shards";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("rows", "512", "rows of a tenant"),
        new("dimension", "512", "floats a row"),
        new("searches", "2000", "searches among so many tenants each"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var dimension = arguments.Number("dimension");
        var opening = await OpeningAsync(dimension, cancellationToken);
        var times = await SearchesAsync(arguments.Number("rows"), dimension, arguments.Number("searches"), cancellationToken);
        var steps = times.Zip(times.Skip(1)).ToList();
        var p50 = steps.Max(step => At(step.Second, 0.5) / At(step.First, 0.5));
        var p99 = steps.Max(step => At(step.Second, 0.99) / At(step.First, 0.99));
        return new BenchmarkReport(
            [
                new("p50_ratio", Math.Round(p50, 3)),
                new("p99_ratio", Math.Round(p99, 3)),
                .. Figures("p50", times, 0.5),
                .. Figures("p99", times, 0.99),
                new("open_growth", Math.Round(opening.Large / opening.Small, 2)),
                new($"open_ms_{FewRows}", Math.Round(opening.Small, 2)),
                new($"open_ms_{FewRows * TimesTheRows}", Math.Round(opening.Large, 2)),
                new("rows", arguments.Number("rows")),
            ],
            p50 <= AllowedP50Ratio && p99 <= AllowedP99Ratio);
    }

    private static IEnumerable<KeyValuePair<string, object?>> Figures(string name, IReadOnlyList<double[]> times, double share) =>
        Tenants.Zip(times, (tenants, own) => new KeyValuePair<string, object?>($"{name}_ms_{tenants}", Math.Round(At(own, share), 3)));

    private static async Task<IReadOnlyList<double[]>> SearchesAsync(
        int rows, int dimension, int searches, CancellationToken cancellationToken)
    {
        var indexes = Tenants.Select(_ => new FilledIndex(_ => { })).ToList();
        try
        {
            foreach (var (index, tenants) in indexes.Zip(Tenants))
            {
                for (var tenant = 0; tenant < tenants; tenant++)
                    await index.FillAsync(Tenant(tenant), rows, dimension, new MadeVectors(tenant, dimension), cancellationToken);
            }

            var vectors = new MadeVectors(0, dimension);
            var draw = new Random(1);
            var others = new float[BytesOfOthers / sizeof(float)];
            var times = Tenants.Select(_ => new List<double>()).ToList();
            for (var round = -WarmUps; round < searches; round++)
            {
                var vector = vectors.Query();
                for (var i = 0; i < indexes.Count; i++)
                {
                    // All find the cache full of other things, or few tenants would be measured in it and many in memory.
                    GC.KeepAlive(VectorSum.Of(others));
                    var query = FilledIndex.Query(Tenant(draw.Next(Tenants[i])), vector, 10);
                    var time = await indexes[i].MillisecondsAsync(query, cancellationToken);
                    if (round >= 0)
                        times[i].Add(time);
                }
            }

            return [.. times.Select(own => own.Order().ToArray())];
        }
        finally
        {
            foreach (var index in indexes)
                index.Dispose();
        }
    }

    /// <summary>Median milliseconds of a first search less those of the next, in a new index each time.</summary>
    private static async Task<(double Small, double Large)> OpeningAsync(int dimension, CancellationToken cancellationToken)
    {
        using var index = new FilledIndex(_ => { });
        var shards = new[] { (Id: Tenant(0), Rows: FewRows), (Id: Tenant(1), Rows: FewRows * TimesTheRows) };
        foreach (var (shard, rows) in shards)
            await index.FillAsync(shard, rows, dimension, new MadeVectors(1, dimension), cancellationToken);
        var vector = new MadeVectors(2, dimension).Query();
        var times = shards.ToDictionary(shard => shard.Id, _ => new List<double>());
        for (var opening = -1; opening < Openings; opening++)
        {
            index.Reopen();
            foreach (var (shard, _) in shards)
            {
                var query = FilledIndex.Query(shard, vector, 10);
                var first = await index.MillisecondsAsync(query, cancellationToken);
                var next = await index.MillisecondsAsync(query, cancellationToken);
                if (opening >= 0)
                    times[shard].Add(first - next);
            }
        }

        return (Middle(shards[0].Id), Middle(shards[1].Id));

        double Middle(ShardId shard) => At([.. times[shard].Order()], 0.5);
    }

    private static ShardId Tenant(int number) => FilledIndex.Shard($"tenant-{number}");

    private static double At(double[] ordered, double share) => ordered[(int)(ordered.Length * share)];
}
