using System.Diagnostics;
using Triad.Core.Identity;
using Triad.Vectors.Rows;

namespace Triad.Benchmarks.Search;

/// <summary>
/// What the exact searches came to. All kinds take turns, so that what else runs on the machine disturbs all alike; of the speeds the
/// best of all rounds counts.
/// </summary>
internal sealed record ScanFigures(
    double OverSum,
    double Growth,
    double GrowthTenTimes,
    double CodesSpeedup,
    double CodesSpeedupTwice,
    double CodesRecall,
    double GbPerS,
    double SumGbPerS,
    double ScanMs)
{
    private const int WarmUps = 20;
    private const int Few = 10_000;
    private const int Many = 100_000;
    private const int BytesOfAPiece = 256 << 10;

    private static readonly ShardId Once = FilledIndex.Shard("once");
    private static readonly ShardId Twice = FilledIndex.Shard("twice");
    private static readonly ShardId OfFew = FilledIndex.Shard("few");
    private static readonly ShardId OfMany = FilledIndex.Shard("many");

    public static async Task<ScanFigures> MeasureAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (rows, dimension) = (arguments.Number("rows"), arguments.Number("dimension"));
        var (threads, limit) = (arguments.Number("threads"), arguments.Number("limit"));
        using var exact = new FilledIndex(options => options.ScanThreads = threads);
        using var codes = new FilledIndex(options => (options.ScanThreads, options.Int8FirstPass) = (threads, true));
        foreach (var (shard, count) in new[] { (Once, rows), (Twice, rows * 2), (OfFew, Few), (OfMany, Many) })
            await exact.FillAsync(shard, count, dimension, new MadeVectors(1, dimension), cancellationToken);
        foreach (var (shard, count) in new[] { (Once, rows), (Twice, rows * 2) })
            await codes.FillAsync(shard, count, dimension, new MadeVectors(1, dimension), cancellationToken);

        var views = await exact.ViewsAsync(Once, cancellationToken);
        var bytes = views.Sum(view => view.Bytes);
        var vectors = new MadeVectors(1, dimension);
        var sum = new Best();
        var (once, twice, few, many, codesOnce, codesTwice) = (new Best(), new Best(), new Best(), new Best(), new Best(), new Best());
        var (found, wanted) = (0, 0);
        for (var round = -WarmUps; round < arguments.Number("rounds"); round++)
        {
            var counts = round >= 0;
            var query = FilledIndex.Query(Once, vectors.Query(), limit);
            once.Add(await exact.MillisecondsAsync(query, cancellationToken), counts);
            sum.Add(MillisecondsOfSum(views, threads), counts);
            twice.Add(await exact.MillisecondsAsync(query with { Shard = Twice }, cancellationToken), counts);
            codesOnce.Add(await codes.MillisecondsAsync(query, cancellationToken), counts);
            codesTwice.Add(await codes.MillisecondsAsync(query with { Shard = Twice }, cancellationToken), counts);
            few.Add(await exact.MillisecondsAsync(query with { Shard = OfFew }, cancellationToken), counts);
            many.Add(await exact.MillisecondsAsync(query with { Shard = OfMany }, cancellationToken), counts);
            var right = (await exact.SearchAsync(query, cancellationToken)).Select(hit => hit.Id).ToHashSet();
            found += (await codes.SearchAsync(query, cancellationToken)).Count(hit => right.Contains(hit.Id));
            wanted += right.Count;
        }

        return new ScanFigures(
            sum.Ms / once.Ms,
            twice.Ms / once.Ms,
            many.Ms / few.Ms,
            once.Ms / codesOnce.Ms,
            twice.Ms / codesTwice.Ms,
            (double)found / wanted,
            bytes / once.Ms / 1e6,
            bytes / sum.Ms / 1e6,
            once.Ms);
    }

    // In pieces as small as those of a search, so that no thread waits long for the last of the others.
    private static double MillisecondsOfSum(List<ChunkView> views, int threads)
    {
        var start = Stopwatch.GetTimestamp();
        var pieces = new List<(ChunkView View, int From, int Count)>();
        foreach (var view in views)
        {
            var most = BytesOfAPiece / (view.Chunk.Stride * sizeof(float));
            for (var from = 0; from < view.Count; from += most)
                pieces.Add((view, from, Math.Min(most, view.Count - from)));
        }

        var sums = new float[pieces.Count];
        Parallel.For(0, pieces.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var (view, from, count) = pieces[i];
            sums[i] = VectorSum.Of(view.Chunk.Floats(view.Count).Slice(from * view.Chunk.Stride, count * view.Chunk.Stride));
        });
        GC.KeepAlive(sums.Sum());
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private sealed class Best
    {
        public double Ms { get; private set; } = double.MaxValue;

        public void Add(double milliseconds, bool counts) => Ms = counts ? Math.Min(Ms, milliseconds) : Ms;
    }
}
