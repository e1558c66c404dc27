using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Platform;
using Triad.Cli.Samples;
using Triad.Cli.Videos;
using Triad.Client;
using Triad.Core.LongInput;
using Triad.Evaluation.LongVideos;
using Triad.Evaluation.Retrieval;
using Triad.Evaluation.Runs;

namespace Triad.Cli.Evaluation;

/// <summary><c>triad eval long</c>: how well long videos are found as a whole, by the strategy that makes their vectors.</summary>
internal static class EvalLongCommand
{
    private const string Segments = "segments";

    private static readonly Option<FileInfo> Manifest = new("--manifest")
    {
        Description = "manifest.jsonl of long videos, whose captions describe the whole.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string[]> Strategies = new Option<string[]>("--long-input")
    {
        Description = $"Only this strategy: {string.Join(", ", LongInputNames.All)}; may be repeated.",
        HelpName = "STRATEGY",
    }.AcceptOnlyFromAmong([.. LongInputNames.All]);

    private static readonly Option<DirectoryInfo?> Model = new("--model")
    {
        Description = "The model package; otherwise models/triad-mini of the checkout.",
        HelpName = "DIR",
    };

    private static readonly Option<int> Parallel = new("--parallel")
    {
        Description = "Uploads and queries at the same time, 1 to 64.",
        DefaultValueFactory = _ => 4,
        HelpName = "COUNT",
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Seed of the bootstrap.",
        DefaultValueFactory = _ => 1,
        HelpName = "NUMBER",
    };

    public static Command Create() => new Command("long", "Recall of whole videos from captions, by strategy for long videos.") { Manifest, Strategies, Model, Parallel, Seed }
        .Runs(RunAsync)
        .WithExamples(
            "python3 -m training.world.long --seed 9100 --count 60 --clips 8 --out long",
            "triad eval long --manifest long/manifest.jsonl",
            "triad eval long --manifest long/manifest.jsonl --long-input uniform --long-input max_pool --json");

    private static async Task RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var parallel = context.Get(Parallel);
        if (parallel is < 1 or > 64)
            throw CommandException.WrongUse("--parallel", $"{parallel}", "Give 1 to 64");
        var strategies = context.Get(Strategies) is { Length: > 0 } named ? named.Distinct().ToArray() : [.. LongInputNames.All];
        var manifest = context.Get(Manifest)!;
        var videos = await ManifestEntry.ReadAsync(manifest.FullName, cancellationToken);

        using var scratch = new ScratchFolder(keep: false);
        var models = ModelFolder.Make(context.Get(Model)?.FullName ?? Checkout.PathOf("models", "triad-mini"), scratch["models"]);
        context.Output.Note("Starting a platform ...");
        await using var platform = await LocalPlatform.StartAsync(scratch["data"], models.Path, null, cancellationToken);
        using var @operator = platform.Connect(null);
        await using var tenant = await ScratchTenant.CreateAsync(@operator, models.PackageId, cancellationToken);
        using var client = platform.Connect(tenant.Key);
        var run = new LongRun(client, [.. videos.Select(video => new LongVideo(Path.Combine(manifest.DirectoryName!, video.File), video.Captions[0]))], parallel);
        var report = await ProgressDisplay.RunAsync(context.Output, async display =>
        {
            var failed = new Dictionary<string, IReadOnlyList<string>>();
            var figures = new Dictionary<string, DirectionFigures>();
            foreach (var strategy in strategies)
            {
                failed[strategy] = await run.IngestAsync(strategy, LongInputOption.Parse(strategy), display, cancellationToken);
                await MeasureAsync(strategy, strategy, SearchLevel.Video, display);
            }

            await MeasureAsync(strategies[0], Segments, SearchLevel.Segment, display);
            return new LongReport(videos.Count, videos.Average(video => video.Seconds), 1.0 / videos.Count, tenant.Tenant.Space, failed, figures);

            async Task MeasureAsync(string strategy, string name, SearchLevel level, ProgressDisplay shown) => figures[name] = DirectionFigures.Of(
                await run.RanksAsync(strategy, name, level, shown, cancellationToken), videos.Count, context.Get(Seed));
        });
        Show(context, report);
    }

    private static void Show(CommandContext context, LongReport report) => context.Output.Answer(report, screen =>
    {
        var table = Tables.Of("whole video by", "R@1", "95 %", "R@5", "R@10", "MedR");
        foreach (var (name, figures) in report.Strategies)
        {
            table.Row(
                name == Segments ? "(best segment)" : name,
                Tables.Number(figures.R1, 3),
                $"[{Tables.Number(figures.R1Interval[0], 3)}, {Tables.Number(figures.R1Interval[1], 3)}]",
                Tables.Number(figures.R5, 3),
                Tables.Number(figures.R10, 3),
                Tables.Number(figures.MedianRank, 1));
        }

        table.Row("chance", Tables.Number(report.Chance, 3), "", Tables.Number(Math.Min(1, 5 * report.Chance), 3), Tables.Number(Math.Min(1, 10 * report.Chance), 3), Tables.Number((report.Pool + 1) / 2.0, 1));
        screen.Write(table);
        screen.WriteLine($"{report.Pool} videos of {Tables.Number(report.Seconds, 1)} s on average, text -> va, space {report.Space}.");
        foreach (var (strategy, files) in report.NotIngested.Where(entry => entry.Value.Count > 0))
            context.Output.Note($"{strategy}: could not be put in, counted as wrong: {string.Join("; ", files)}");
    });
}
