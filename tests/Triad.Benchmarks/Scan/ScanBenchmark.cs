using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Vectors;
using Triad.Vectors.Rows;

namespace Triad.Benchmarks.Scan;

/// <summary>
/// How fast a search reads the rows of a shard, through the index's own door, against a sum over the same bytes by as many threads. Both are the
/// best of five rounds of forty runs, taken in turns, so that a busy machine disturbs both alike.
/// </summary>
internal sealed class ScanBenchmark : IBenchmark
{
    private const int Rounds = 5;
    private const int RunsOfARound = 40;
    private const int WarmUps = 20;
    private const int SegmentsOfVideo = 1024;
    private const double WantedRatio = 0.8;

    private static readonly SpaceId Space = SpaceId.From("bench@0123456789abcdef");
    private static readonly RepresentationName Fused = RepresentationName.Of(Modalities.All);
    private static readonly ShardId Shard = new(TenantId.From("bench"), 0);

    public string Name => "scan";

    public string Summary => "bytes a second that an exact search compares, against a vectorised sum over the same bytes";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("rows", "65536", "rows of the shard"),
        new("dimension", "512", "floats a row"),
        new("threads", $"{Environment.ProcessorCount}", "threads of one search, and of the reference"),
        new("limit", "10", "hits asked for"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (dimension, threads) = (arguments.Number("dimension"), arguments.Number("threads"));
        var folder = Directory.CreateTempSubdirectory("triad-bench-scan-");
        try
        {
            using var index = new EmbeddedVectorIndex(
                Settings(folder.FullName, threads),
                TimeProvider.System,
                NullLogger<EmbeddedVectorIndex>.Instance);
            var random = new Random(1);
            await FillAsync(index, random, arguments.Number("rows"), dimension, cancellationToken);
            var snapshot = (await index.SnapshotAsync(Shard, cancellationToken))!;
            var views = snapshot.Select(Partition.Of(RepresentationName.Full, snapshot.Representations, VectorLevel.Segment));
            var bytes = views.Sum(view => view.Bytes);
            var query = Query(random, dimension, arguments.Number("limit"));

            var (scan, sum) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
            for (var run = -WarmUps; run < Rounds * RunsOfARound; run++)
            {
                var search = await TimeAsync(() => index.SearchAsync(query, cancellationToken));
                var reference = await TimeAsync(() => Task.FromResult(Sum(views, threads)));
                if (run >= 0)
                    (scan, sum) = (Min(scan, search), Min(sum, reference));
            }

            var ratio = sum / scan;
            return new BenchmarkReport(
                [
                    new("gb_per_s", Speed(bytes, scan)),
                    new("reference_gb_per_s", Speed(bytes, sum)),
                    new("ratio", Math.Round(ratio, 3)),
                    new("ms", Math.Round(scan.TotalMilliseconds, 2)),
                    new("bytes", bytes),
                    new("threads", threads),
                ],
                ratio >= WantedRatio);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IOptions<EmbeddedVectorIndexOptions> Settings(string folder, int threads) =>
        Microsoft.Extensions.Options.Options.Create(new EmbeddedVectorIndexOptions { Folder = folder, ScanThreads = threads });

    private static async Task FillAsync(EmbeddedVectorIndex index, Random random, int rows, int dimension, CancellationToken cancellationToken)
    {
        var opened = await index.OpenAsync(
            Shard, Space, [new(RepresentationName.Full, dimension), new(Fused, dimension)], 1, cancellationToken);
        _ = opened.Value;
        for (var first = 0; first < rows; first += SegmentsOfVideo)
        {
            var points = Enumerable.Range(first, Math.Min(SegmentsOfVideo, rows - first)).Select(row => Point(random, row, dimension));
            var written = await index.UpsertAsync(Shard, 1, [.. points], cancellationToken);
            _ = written.Value;
        }
    }

    private static VectorPoint Point(Random random, int row, int dimension)
    {
        var video = VideoId.From($"video-{row / SegmentsOfVideo}");
        var segment = row % SegmentsOfVideo;
        var span = new TimeRange(TimeSpan.FromSeconds(segment * 8), TimeSpan.FromSeconds((segment * 8) + 8));
        return new VectorPoint(
            1,
            segment,
            new FilterSubject(video, span, span.End, Modalities.All, ImmutableDictionary<string, MetadataValue>.Empty),
            [new NamedVector(Fused, UnitVector(random, dimension), IsFull: true)]);
    }

    private static float[] UnitVector(Random random, int dimension)
    {
        var vector = new float[dimension];
        for (var i = 0; i < dimension; i++)
            vector[i] = random.NextSingle() - 0.5f;
        var length = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / length)];
    }

    private static VectorQuery Query(Random random, int dimension, int limit) =>
        new(Shard, Space, [new(RepresentationName.Full, UnitVector(random, dimension))], Filter.Everything, [], HitGrouping.Segment, limit);

    private static float Sum(List<ChunkView> views, int threads)
    {
        var sums = new float[views.Count];
        Parallel.For(
            0,
            views.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            i => sums[i] = VectorSum.Of(views[i].Chunk.Floats(views[i].Count)));
        return sums.Sum();
    }

    private static async Task<TimeSpan> TimeAsync<T>(Func<Task<T>> work)
    {
        var start = Stopwatch.GetTimestamp();
        GC.KeepAlive(await work());
        return Stopwatch.GetElapsedTime(start);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static double Speed(long bytes, TimeSpan time) => Math.Round(bytes / 1e9 / time.TotalSeconds, 2);
}
