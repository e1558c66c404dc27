using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Modality;
using Triad.Inference.Hosting;

namespace Triad.Benchmarks.Path;

/// <summary>
/// Segments a second through the embedder, front-ends, queues and batches included, asked for by concurrent callers as an ingest does,
/// against bare ONNX Runtime doing the same graph work at its own best batch and threads. They take turns, and the medians of the rounds count.
/// </summary>
internal sealed class PathBenchmark : IBenchmark
{
    private const double WantedRatio = 0.5;
    private const int Singles = 41;

    public string Name => "path";

    public string Summary => "segments a second from frames, sound and text to vectors, against bare ONNX Runtime on the same graphs";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("models", "models", "folder of model packages"),
        new("package", "triad-mini", "model package"),
        new("segments", "64", "segments of a round"),
        new("rounds", "11", "rounds; the median counts"),
        new("callers", "32", "segments asked for at once"),
        new("threads", $"{Environment.ProcessorCount}", "processors that both may use"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (threads, segments) = (arguments.Number("threads"), arguments.Number("segments"));
        await using var services = Compose(arguments.Text("models"), threads);
        var loaded = await services.GetRequiredService<IModelCatalog>().GetAsync(arguments.Text("package"), cancellationToken);
        if (!loaded.IsOk) throw new BenchmarkUsageException(loaded.Error.Message);
        var (embedder, items) = (loaded.Value, SegmentWorkload.Create(loaded.Value.Model));
        var words = embedder.Read(items[0].Parts[0].Text!) is var read ? read.KnownWords + read.UnknownWords.Count : 0;
        using var raw = new RawPath(System.IO.Path.Combine(arguments.Text("models"), arguments.Text("package")), items[0], words, threads);

        raw.Tune(cancellationToken);
        var callers = arguments.Number("callers");
        await EmbedLoad.RunAsync(embedder, items, segments, callers, cancellationToken);
        var (served, bare) = (new List<TimeSpan>(), new List<TimeSpan>());
        var (servedCpu, bareCpu) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round < arguments.Number("rounds"); round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            served.Add(await EmbedLoad.RunAsync(embedder, items, segments, callers, cancellationToken));
            var between = Environment.CpuUsage.TotalTime;
            bare.Add(raw.Run(segments));
            servedCpu.Add(between - before);
            bareCpu.Add(Environment.CpuUsage.TotalTime - between);
        }

        var (one, bareOne) = await SinglesAsync(embedder, items, raw, threads, cancellationToken);
        var ratio = Median(served.Zip(bare, (ours, reference) => reference / ours));
        return new BenchmarkReport(
            [
                new("served_per_s", Math.Round(segments / Median(served).TotalSeconds, 2)),
                new("raw_per_s", Math.Round(segments / Median(bare).TotalSeconds, 2)),
                new("ratio", Math.Round(ratio, 3)),
                new("p50_ms", Math.Round(one.TotalMilliseconds, 2)),
                new("raw_p50_ms", Math.Round(bareOne.TotalMilliseconds, 2)),
                new("cpu_ms", Math.Round(Median(servedCpu).TotalMilliseconds / segments, 2)),
                new("raw_cpu_ms", Math.Round(Median(bareCpu).TotalMilliseconds / segments, 2)),
                new("threads", threads),
                new("masks", string.Join(' ', items[0].Representations)),
                new("raw_settings", raw.Chosen),
            ],
            ratio >= WantedRatio);
    }

    private static ServiceProvider Compose(string models, int threads) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddTriadInference(options =>
        {
            options.ModelsFolder = models;
            options.Scheduling.Executors = threads;
        })
        .BuildServiceProvider();

    private static async Task<(TimeSpan Served, TimeSpan Raw)> SinglesAsync(
        IEmbedder embedder, IReadOnlyList<EmbedItem> items, RawPath raw, int threads, CancellationToken cancellationToken)
    {
        var (served, bare) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var i = 0; i < Singles; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await EmbedLoad.EmbedAsync(embedder, items[i % items.Count], EmbedPriority.Query, cancellationToken);
            served.Add(Stopwatch.GetElapsedTime(started));
            bare.Add(raw.RunOne(threads));
        }

        return (Median(served), Median(bare));
    }

    private static T Median<T>(IEnumerable<T> values)
    {
        var ordered = values.Order().ToArray();
        return ordered[ordered.Length / 2];
    }
}
