using System.Diagnostics;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Benchmarks.Search;

/// <summary>
/// What searches by a graph came to: growth, recall, and from which share of the rows on a filter is better answered by the graph. All
/// kinds take turns; of the times the best counts.
/// </summary>
internal sealed record GraphFigures(
    double Growth, double Speedup, double Recall, double FilterRecall, double? Crossover, double BuildSeconds, double Ms)
{
    private const int Few = 10_000;
    private const int Many = 100_000;
    private const int FromRows = 5_000;
    private const int WarmUps = 10;

    // Parts of a thousand that filters leave.
    private static readonly int[] Shares = [5, 10, 20, 50, 100, 200, 500];
    private static readonly ShardId OfFew = FilledIndex.Shard("few");
    private static readonly ShardId OfMany = FilledIndex.Shard("many");

    public static async Task<GraphFigures> MeasureAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (dimension, threads) = (arguments.Number("dimension"), arguments.Number("threads"));
        using var exact = new FilledIndex(options => options.ScanThreads = threads);
        using var graph = new FilledIndex(options => (options.ScanThreads, options.GraphFromRows) = (threads, FromRows));
        await exact.FillAsync(OfMany, Many, dimension, new MadeVectors(1, dimension), cancellationToken);
        await exact.FillAsync(OfFew, Few, dimension, new MadeVectors(1, dimension), cancellationToken);
        await graph.FillAsync(OfFew, Few, dimension, new MadeVectors(1, dimension), cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await graph.FillAsync(OfMany, Many, dimension, new MadeVectors(1, dimension), cancellationToken);
        await graph.Index.GraphsAsync();
        var build = Stopwatch.GetElapsedTime(started);

        var vectors = new MadeVectors(1, dimension);
        var (few, many, scan) = (double.MaxValue, double.MaxValue, double.MaxValue);
        var recall = new Recalls();
        for (var round = -WarmUps; round < arguments.Number("rounds"); round++)
        {
            var query = FilledIndex.Query(OfMany, vectors.Query(), 10);
            few = Math.Min(few, await graph.MillisecondsAsync(query with { Shard = OfFew }, cancellationToken));
            many = Math.Min(many, await graph.MillisecondsAsync(query, cancellationToken));
            scan = Math.Min(scan, await exact.MillisecondsAsync(query, cancellationToken));
            await recall.AddAsync(exact, graph, query, cancellationToken);
            await recall.AddAsync(exact, graph, query with { Shard = OfFew }, cancellationToken);
        }

        var (filterRecall, crossover) = await FilterAsync(exact, graph, vectors, arguments.Number("rounds"), cancellationToken);
        return new GraphFigures(many / few, scan / many, recall.Share, filterRecall, crossover, build.TotalSeconds, many);
    }

    private static async Task<(double Recall, double? Crossover)> FilterAsync(
        FilledIndex exact, FilledIndex graph, MadeVectors vectors, int rounds, CancellationToken cancellationToken)
    {
        var (worst, crossover) = (1.0, (double?)null);
        foreach (var share in Shares)
        {
            var filter = new Filter([new MetadataRange(FilledIndex.Part, null, null, share, null)], [], []);
            var (scanned, asked) = (double.MaxValue, double.MaxValue);
            var recall = new Recalls();
            for (var round = -WarmUps; round < rounds; round++)
            {
                var query = FilledIndex.Query(OfMany, vectors.Query(), 10, filter);
                scanned = Math.Min(scanned, await exact.MillisecondsAsync(query, cancellationToken));
                graph.Options.AlwaysAsksGraphs = true;
                asked = Math.Min(asked, await graph.MillisecondsAsync(query, cancellationToken));
                graph.Options.AlwaysAsksGraphs = false;
                await recall.AddAsync(exact, graph, query, cancellationToken);
            }

            worst = Math.Min(worst, recall.Share);
            if (asked < scanned)
                crossover ??= share / (double)FilledIndex.Parts;
        }

        return (worst, crossover);
    }

    /// <summary>How many of the exact hits are found; one as good as the last of them counts as found.</summary>
    private sealed class Recalls
    {
        private int _found;
        private int _wanted;

        public double Share => (double)_found / _wanted;

        public async Task AddAsync(FilledIndex exact, FilledIndex graph, VectorQuery query, CancellationToken cancellationToken)
        {
            var right = await exact.SearchAsync(query, cancellationToken);
            var least = right.Count > 0 ? right[^1].Score : 0;
            _wanted += right.Count;
            _found += (await graph.SearchAsync(query, cancellationToken)).Count(hit => hit.Score >= least);
        }
    }
}
