using System.Runtime.InteropServices;
using Triad.Benchmarks.Search;
using Triad.Vectors.Rows;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Faiss;

/// <summary>
/// Exact searches of single queries, against FAISS's IndexFlatIP over the same vectors. They take turns, and find the same.
/// </summary>
internal sealed class FaissBenchmark : IBenchmark
{
    private const double WantedRatio = 1.0;
    private const int Queries = 64;
    private const int WarmUps = 20;

    public string Name => "faiss";

    public string Summary => "exact searches of single queries, against FAISS's IndexFlatIP";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("rows", "100000", "rows"),
        new("dimension", "512", "floats a row"),
        new("threads", "1", "threads of one search on either side; FAISS takes one for a single query whatever it may have"),
        new("limit", "10", "hits asked for"),
        new("rounds", "200", "searches of each"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (dimension, threads, limit) = (arguments.Number("dimension"), arguments.Number("threads"), arguments.Number("limit"));
        var shard = FilledIndex.Shard("bench");
        var folder = Directory.CreateTempSubdirectory("triad-bench-faiss-");
        try
        {
            using var index = new FilledIndex(options => options.ScanThreads = threads);
            await index.FillAsync(shard, arguments.Number("rows"), dimension, new MadeVectors(1, dimension), cancellationToken);
            var vectors = new MadeVectors(1, dimension);
            float[][] queries = [.. Enumerable.Range(0, Queries).Select(_ => vectors.Query())];
            var (rowFile, queryFile) = (IOPath.Combine(folder.FullName, "rows.f32"), IOPath.Combine(folder.FullName, "queries.f32"));
            var numbers = Write(rowFile, await index.ViewsAsync(shard, cancellationToken));
            File.WriteAllBytes(queryFile, MemoryMarshal.AsBytes<float>(queries.SelectMany(query => query).ToArray()));
            using var faiss = await FaissProcess.StartAsync(rowFile, queryFile, dimension, limit, threads, cancellationToken);

            var (ours, theirs) = (new List<double>(), new List<double>());
            var differ = 0;
            for (var round = -WarmUps; round < arguments.Number("rounds"); round++)
            {
                var number = (round + WarmUps) % Queries;
                var query = FilledIndex.Query(shard, queries[number], limit);
                var own = await index.MillisecondsAsync(query, cancellationToken);
                var (reference, found) = await faiss.SearchAsync(number, cancellationToken);
                if (round < 0)
                    continue;
                ours.Add(own);
                theirs.Add(reference);
                var hits = await index.SearchAsync(query, cancellationToken);
                if (!hits.Select(hit => numbers[(hit.Subject.Video.Value, hit.Segment)]).ToHashSet().SetEquals(found))
                    differ++;
            }

            var ratio = Middle(theirs) / Middle(ours);
            return new BenchmarkReport(
                [
                    new("ratio", Math.Round(ratio, 3)),
                    new("best_ratio", Math.Round(theirs.Min() / ours.Min(), 3)),
                    new("ms", Math.Round(Middle(ours), 3)),
                    new("faiss_ms", Math.Round(Middle(theirs), 3)),
                    new("differ", differ),
                    new("threads", threads),
                    new("faiss", faiss.Version),
                ],
                ratio >= WantedRatio && differ == 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Writes the rows in the order in which the index holds them, and numbers them.</summary>
    private static Dictionary<(string Video, int Segment), int> Write(string file, List<ChunkView> views)
    {
        using var stream = File.Create(file);
        var numbers = new Dictionary<(string, int), int>();
        foreach (var (chunk, count) in views)
        {
            for (var row = 0; row < count; row++)
            {
                stream.Write(MemoryMarshal.AsBytes(chunk.Vector(row).Span));
                numbers.Add((chunk.Info(row).Subject.Video.Value, chunk.Info(row).Segment), numbers.Count);
            }
        }

        return numbers;
    }

    private static double Middle(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
