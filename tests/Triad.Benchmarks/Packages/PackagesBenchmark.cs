using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Triad.Benchmarks.Path;
using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Evaluation.Metrics;
using Triad.Inference.Hosting;

namespace Triad.Benchmarks.Packages;

/// <summary>
/// One package against the one that it is made of (int8, float16, fewer dimensions): segments and queries a second in turns, and what it
/// costs of R@k on clips of the generated world that neither has seen.
/// </summary>
internal sealed class PackagesBenchmark : IBenchmark
{
    private const int Queries = 31;
    private const string Words = "a red ball bounces while a dog barks";

    public string Name => "packages";

    public string Summary => "a package against the one that it is made of: speed in the same run, and R@k on fresh clips of the world";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("package", "", "folder of the package to look at"),
        new("against", "models/triad-mini", "folder of the package that it is made of"),
        new("count", "200", "clips of the world; 0 measures the speed alone"),
        new("seed", "77001", "seed of the clips"),
        new("world", "", "folder of clips that are rendered already, instead"),
        new("segments", "32", "segments of a round"),
        new("rounds", "9", "rounds; the median counts"),
        new("speed", "1", "least ratio of segments a second, package over against; 0 asks for nothing"),
        new("cost", "0.01", "most R@1 that it may cost from text to picture and sound, and back"),
        new("threads", $"{Environment.ProcessorCount}", "processors that may be used"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (speed, cost) = (arguments.Fraction("speed"), arguments.Fraction("cost"));
        using var links = new PackageLinks();
        var (first, second) = (links.Add("package", arguments.Text("package")), links.Add("against", arguments.Text("against")));
        await using var services = Compose(links.Folder, arguments.Number("threads"));
        var catalog = services.GetRequiredService<IModelCatalog>();
        var (package, against) = (await LoadAsync(catalog, first, cancellationToken), await LoadAsync(catalog, second, cancellationToken));
        if (package.Model.Decode != against.Model.Decode)
            throw new BenchmarkUsageException($"{first} and {second} take media of other sizes or rates. Compare packages made of the same model.");

        var (times, others) = await TimeAsync(package, against, arguments.Number("segments"), arguments.Number("rounds"), cancellationToken);
        var (query, otherQuery) = await TimeQueriesAsync(package, against, cancellationToken);
        var ratio = Median(others.Zip(times, (other, time) => other / time));
        var values = new List<KeyValuePair<string, object?>>
        {
            new("package", first),
            new("against", second),
            new("bytes", BytesOf(arguments.Text("package"))),
            new("against_bytes", BytesOf(arguments.Text("against"))),
            new("segments_per_s", Math.Round(arguments.Number("segments") / Median(times).TotalSeconds, 2)),
            new("against_segments_per_s", Math.Round(arguments.Number("segments") / Median(others).TotalSeconds, 2)),
            new("speed_ratio", Math.Round(ratio, 3)),
            new("query_ms", Math.Round(query.TotalMilliseconds, 3)),
            new("against_query_ms", Math.Round(otherQuery.TotalMilliseconds, 3)),
        };
        var lost = await RetrieveAsync(package, against, arguments, values, cancellationToken);
        values.Add(new("passed", ratio >= speed && lost <= cost));
        return new BenchmarkReport(values, ratio >= speed && lost <= cost);
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

    private static async Task<IEmbedder> LoadAsync(IModelCatalog catalog, string id, CancellationToken cancellationToken)
    {
        var loaded = await catalog.GetAsync(id, cancellationToken);
        return loaded.IsOk ? loaded.Value : throw new BenchmarkUsageException(loaded.Error.Message);
    }

    // In turns, so that a busy machine disturbs both alike; the first turn of each warms it up.
    private static async Task<(IReadOnlyList<TimeSpan> Package, IReadOnlyList<TimeSpan> Against)> TimeAsync(
        IEmbedder package, IEmbedder against, int segments, int rounds, CancellationToken cancellationToken)
    {
        var items = SegmentWorkload.Create(package.Model);
        var (times, others) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = -1; round < rounds; round++)
        {
            var (time, other) = (await EmbedLoad.RunAsync(package, items, segments, segments, cancellationToken), await EmbedLoad.RunAsync(against, items, segments, segments, cancellationToken));
            if (round < 0) continue;
            times.Add(time);
            others.Add(other);
        }

        return (times, others);
    }

    private static async Task<(TimeSpan Package, TimeSpan Against)> TimeQueriesAsync(IEmbedder package, IEmbedder against, CancellationToken cancellationToken)
    {
        var item = new EmbedItem([new EmbedPart(1, Words, null, null)], [RepresentationName.Of(Modalities.Text)]);
        var (times, others) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var i = 0; i < Queries; i++)
        {
            times.Add(await TimeAsync(package));
            others.Add(await TimeAsync(against));
        }

        return (Median(times), Median(others));

        async Task<TimeSpan> TimeAsync(IEmbedder embedder)
        {
            var started = Stopwatch.GetTimestamp();
            await EmbedLoad.EmbedAsync(embedder, item, EmbedPriority.Query, cancellationToken);
            return Stopwatch.GetElapsedTime(started);
        }
    }

    /// <summary>Adds the figures of retrieval; the most R@1 lost between text and picture with sound.</summary>
    private static async Task<double> RetrieveAsync(
        IEmbedder package, IEmbedder against, BenchmarkArguments arguments, List<KeyValuePair<string, object?>> values, CancellationToken cancellationToken)
    {
        var count = arguments.Number("count", minimum: 0);
        if (count == 0) return 0;
        var rendered = Directory.CreateTempSubdirectory("triad-world-");
        try
        {
            var world = arguments.Text("world");
            if (world.Length == 0) await WorldClips.RenderAsync(arguments.Number("seed"), count, world = rendered.FullName, cancellationToken);
            var clips = await WorldClips.ReadAsync(world, package.Model.Decode, cancellationToken);
            var (ours, theirs) = (await EmbeddedClips.EmbedAsync(package, clips, cancellationToken), await EmbeddedClips.EmbedAsync(against, clips, cancellationToken));
            values.Add(new("clips", clips.Count));
            values.Add(new("min_cosine", ours.MinCosine(theirs) is { } cosine ? Math.Round(cosine, 6) : null));
            var lost = new List<double>();
            foreach (var direction in EmbeddedClips.Directions)
            {
                var (own, other) = (ours.Retrieve(direction), theirs.Retrieve(direction));
                values.Add(new($"{direction.Query.ToName()}->{direction.Target.ToName()}", Shown(own)));
                values.Add(new($"against_{direction.Query.ToName()}->{direction.Target.ToName()}", Shown(other)));
                lost.Add(other.RecallAt1 - own.RecallAt1);
            }

            values.Add(new("r1_cost", Math.Round(lost.Take(2).Max(), 4)));
            values.Add(new("r1_cost_any", Math.Round(lost.Max(), 4)));
            return Math.Round(lost.Take(2).Max(), 4);
        }
        finally
        {
            rendered.Delete(recursive: true);
        }
    }

    private static string Shown(RetrievalMetrics metrics) =>
        string.Create(CultureInfo.InvariantCulture, $"R@1 {metrics.RecallAt1:F3} R@5 {metrics.RecallAt5:F3} R@10 {metrics.RecallAt10:F3} MedR {metrics.MedianRank}");

    // What model.json names; a package's folder may hold the weights that PyTorch goes on from too.
    private static long BytesOf(string package)
    {
        using var manifest = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(System.IO.Path.Combine(package, "model.json")));
        return manifest.RootElement.GetProperty("sha256").EnumerateObject().Sum(file => new FileInfo(System.IO.Path.Combine(package, file.Name)).Length);
    }

    private static T Median<T>(IEnumerable<T> values)
    {
        var ordered = values.Order().ToArray();
        return ordered[ordered.Length / 2];
    }
}
