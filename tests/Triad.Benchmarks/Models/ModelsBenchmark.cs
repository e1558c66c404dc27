using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Inference.Hosting;
using Triad.Inference.Packages;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Models;

/// <summary>Packages of all kinds against bare ONNX Runtime on the same tensors, frames of overlapping windows, and an ensemble's search against its members'.</summary>
internal sealed class ModelsBenchmark : IBenchmark
{
    private const double WantedFrames = 1;
    private const double WantedEnsemble = 1.3;

    public string Name => "models";

    public string Summary => "ms a frame, a second of sound and a query of each package, against bare ONNX Runtime on the same tensors";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("models", "models", "folder of packages, or of folders of the hub"),
        new("hub", "../shared/golden/hf", "a further one; left out where it is not there"),
        new("package", "", "only this package, or folder of the hub"),
        new("rounds", "7", "rounds; the median counts"),
        new("threads", "1", "batches side by side, of the platform and of bare ONNX Runtime"),
        new("members", "clip,clap,minilm", "packages that make the ensemble, by their ids"),
        new("searches", "60", "searches of the ensemble and of each member; 0 leaves them out"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        using var packages = new ModelPackages();
        var tape = new GraphTape();
        await using var services = Compose(packages.Folder, arguments.Number("threads"), tape);
        foreach (var folder in arguments.Text("package") is { Length: > 0 } one ? [one] : new[] { arguments.Text("models"), arguments.Text("hub") })
            await packages.AddAsync(services, folder, cancellationToken);
        if (packages.Ids.Count == 0)
            throw new BenchmarkUsageException($"There is no package. {string.Join(' ', packages.Refused.Select(refusal => $"{refusal.Key}: {refusal.Value}"))}");

        var figures = new List<ModelFigures>();
        foreach (var id in packages.Ids)
        {
            if (await MeasureAsync(services, IOPath.Combine(packages.Folder, id), tape, arguments, cancellationToken) is { } measured)
                figures.Add(measured);
            await Console.Error.WriteLineAsync($"{figures.Count} of {packages.Ids.Count} packages measured");
        }

        var ensemble = arguments.Number("searches", minimum: 0) is var searches and > 0
            ? await EnsembleSearches.MeasureAsync(services, packages, arguments.Text("members").Split(','), searches, cancellationToken)
            : null;
        return Report(figures, ensemble, packages.Refused);
    }

    private static BenchmarkReport Report(List<ModelFigures> figures, EnsembleSearches.Figures? ensemble, Dictionary<string, string> refused)
    {
        var slowest = figures.Where(figure => figure.Ratio is not null).MinBy(figure => figure.Ratio);
        var (frames, isFast) = (figures.Max(figure => figure.Frames?.Ratio), figures.All(figure => figure.IsFast));
        return new BenchmarkReport(
            [
                new("package", slowest?.Package),
                new("served_over_raw", slowest?.Ratio),
                new("frames_over_frames", frames),
                new("fast", isFast),
                new("ensemble_over_slowest", ensemble?.OverSlowest),
                new("ensemble_p50_ms", ensemble?.EnsembleMs),
                new("slowest_p50_ms", ensemble?.SlowestMs),
                new("slowest_member", ensemble?.Slowest),
                new("packages", figures.ConvertAll(figure => figure.Values().ToDictionary(pair => pair.Key, pair => pair.Value))),
                new("refused", refused),
            ],
            isFast && frames is null or <= WantedFrames && ensemble is null or { OverSlowest: <= WantedEnsemble })
        {
            Details = [.. figures.Select(figure => string.Join("  ", figure.Values().Select(pair => $"{pair.Key} {pair.Value}")))],
        };
    }

    private static async Task<ModelFigures?> MeasureAsync(
        IServiceProvider services, string folder, GraphTape tape, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var problems = new List<PackageProblem>();
        using var loaded = await services.GetRequiredService<PackageLoader>().LoadAsync(folder, null, problems, cancellationToken);
        if (loaded?.Embedder is not { } embedder)
            throw new BenchmarkUsageException(string.Join(Environment.NewLine, problems));
        using var times = new ModelTimes(embedder, tape, arguments.Number("threads"), arguments.Number("rounds"));
        var works = new List<WorkFigures>();
        foreach (var work in ModelWork.Of(embedder))
            works.Add(await times.MeasureAsync(work, cancellationToken));
        return works.Count == 0
            ? null
            : new ModelFigures(loaded.Manifest.Id, loaded.Manifest.Kind, works, await FrameWindows.MeasureAsync(embedder, loaded.Manifest.Kind, tape, cancellationToken));
    }

    private static ServiceProvider Compose(string models, int threads, GraphTape tape) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddSingleton<IGraphWatch>(tape)
        .AddTriadInference(options =>
        {
            options.ModelsFolder = models;
            options.Scheduling.Executors = threads;
        })
        .BuildServiceProvider();
}
