using System.Diagnostics;
using Triad.Benchmarks.Hosts;
using Triad.Core.Catalogs;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Ingest;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Ingest;
using Triad.Testing.Azure;

namespace Triad.Benchmarks.Queue;

/// <summary>
/// What an upload writes of queue and catalog, through the grains to the disk: with few jobs and videos, and with many. Two platforms take
/// turns, one with 10 of each, one with thousands, so that a busy neighbour meets both.
/// </summary>
internal sealed class QueueBenchmark : IBenchmark
{
    private const double MaxRatio = 2;
    private const int Few = 10;
    private const int Warmup = 20;
    private const int Parallel = 256;

    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TenantId Tenant = TenantId.From("bench");

    public string Name => "queue";

    public string Summary => "an enqueue and a catalog entry with many queued jobs and videos, against 10 of each";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("jobs", "20000", "queued jobs of one partition on the platform with many"),
        new("videos", "100000", "videos of the tenant on the platform with many"),
        new("samples", "300", "measured writes of each kind; the median counts"),
        new("store", "sqlite", "sqlite, or azure: blobs in the emulator"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (jobs, videos, samples) = (arguments.Number("jobs", Few), arguments.Number("videos", Few), arguments.Number("samples"));
        await using var azurite = await EmulatorAsync(arguments.Text("store"));
        var limit = jobs + samples + Warmup + Few;
        await using var few = await QueueHost.StartAsync(azurite?.ConnectionString, limit, cancellationToken);
        await using var many = await QueueHost.StartAsync(azurite?.ConnectionString, limit, cancellationToken);
        await FillAsync(few, Few, Few, cancellationToken);
        await FillAsync(many, jobs, videos, cancellationToken);

        var enqueue = await CompareAsync(few, many, samples, (host, i) => EnqueueAsync(host, i, cancellationToken));
        var list = await CompareAsync(few, many, samples, (host, i) => ListAsync(host, i, cancellationToken));
        var (ratio, catalogRatio) = (enqueue.Many / enqueue.Few, list.Many / list.Few);
        return new BenchmarkReport(
            [
                new("enqueue_ms_10", Math.Round(enqueue.Few, 3)),
                new($"enqueue_ms_{jobs}", Math.Round(enqueue.Many, 3)),
                new("ratio", Math.Round(ratio, 3)),
                new("catalog_ms_10", Math.Round(list.Few, 3)),
                new($"catalog_ms_{videos}", Math.Round(list.Many, 3)),
                new("catalog_ratio", Math.Round(catalogRatio, 3)),
                new("store", arguments.Text("store")),
                new("samples", samples),
            ],
            ratio <= MaxRatio && catalogRatio <= MaxRatio);
    }

    private static async Task<AzuriteProcess?> EmulatorAsync(string store) => store switch
    {
        "sqlite" => null,
        "azure" when Azurite.IsHere => await AzuriteProcess.StartAsync(),
        "azure" => throw new BenchmarkUsageException("The emulator azurite is not installed: './triad test Azure' installs it."),
        _ => throw new BenchmarkUsageException($"--store '{store}' is not known. Give sqlite or azure."),
    };

    /// <summary>Puts jobs into partition 0 and videos into all buckets, past the grains.</summary>
    private static async Task FillAsync(QueueHost host, int jobs, int videos, CancellationToken cancellationToken)
    {
        var rows = Value(await host.Rows.OpenAsync(QueuedJob.OwnerOf(0), cancellationToken));
        foreach (var batch in Enumerable.Range(1, jobs).Chunk(Parallel))
        {
            var puts = batch.Select(i =>
                rows.PutAsync(new QueuedJob(Tenant, VideoId.From($"queued-{i}"), i, IngestPriority.Normal).ToRow(), cancellationToken));
            foreach (var put in await Task.WhenAll(puts))
                Check(put);
        }

        var buckets = Enumerable.Range(0, videos).Select(i => VideoId.From($"video-{i}")).GroupBy(video => CatalogKey.Of(Tenant, video).Bucket);
        await Task.WhenAll(buckets.Select(async bucket =>
        {
            var catalog = Value(await host.Catalogs.OpenAsync(Tenant, bucket.Key, cancellationToken));
            foreach (var (i, video) in bucket.Index())
                Check(await catalog.AddAsync(new CatalogRow(video, Begin.AddSeconds(i), 1000), cancellationToken));
        }));
    }

    private static async Task EnqueueAsync(QueueHost host, int i, CancellationToken cancellationToken) => Check(
        await host.Grains.IngestQueue(0).EnqueueAsync(new IngestJob(Tenant, VideoId.From($"new-{i}")), IngestPriority.Normal, cancellationToken));

    private static async Task ListAsync(QueueHost host, int i, CancellationToken cancellationToken)
    {
        var video = VideoId.From($"new-{i}");
        var entry = new CatalogEntry(video, Begin.AddDays(300).AddSeconds(i), 1000);
        Check(await host.Grains.Catalog(CatalogKey.Of(Tenant, video)).AddAsync(entry, cancellationToken));
    }

    private static async Task<(double Few, double Many)> CompareAsync(QueueHost few, QueueHost many, int samples, Func<QueueHost, int, Task> call)
    {
        var (ofFew, ofMany) = (new List<double>(), new List<double>());
        for (var i = 0; i < samples + Warmup; i++)
        {
            // Each goes first as often as the other.
            foreach (var (host, times) in i % 2 == 0 ? new[] { (few, ofFew), (many, ofMany) } : [(many, ofMany), (few, ofFew)])
            {
                var time = await TimeAsync(() => call(host, i));
                if (i >= Warmup)
                    times.Add(time);
            }
        }

        return (Load.Median(ofFew), Load.Median(ofMany));
    }

    private static async Task<double> TimeAsync(Func<Task> call)
    {
        var begun = Stopwatch.GetTimestamp();
        await call();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static T Value<T>(Result<T> result) => result.IsOk ? result.Value : throw new InvalidOperationException(result.Error.Message);

    private static void Check(Result result)
    {
        if (!result.IsOk)
            throw new InvalidOperationException(result.Error.Message);
    }
}
