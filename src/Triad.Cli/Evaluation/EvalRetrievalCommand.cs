using System.CommandLine;
using Spectre.Console;
using Triad.Cli.Connection;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Platform;
using Triad.Cli.Samples;
using Triad.Client;

namespace Triad.Cli.Evaluation;

/// <summary><c>triad eval retrieval</c>: puts a manifest's clips into a scratch tenant and asks for each in every direction.</summary>
internal static class EvalRetrievalCommand
{
    private static readonly Option<FileInfo> Manifest = new("--manifest")
    {
        Description = "manifest.jsonl of generated clips.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string[]> Directions = new("--direction")
    {
        Description = "Only this direction, for example 't->va'; may be repeated.",
        HelpName = "QUERY->TARGET",
    };

    private static readonly Option<DirectoryInfo?> Model = new("--model")
    {
        Description = "The model package; otherwise models/triad-mini of the checkout.",
        HelpName = "DIR",
    };

    private static readonly Option<bool> Running = new("--running")
    {
        Description = "Measure the platform that --address or the data directory names, not one of its own.",
    };

    private static readonly Option<int> Parallel = new("--parallel")
    {
        Description = "Uploads and queries at the same time, 1 to 64.",
        DefaultValueFactory = _ => 8,
        HelpName = "COUNT",
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Seed of the bootstrap.",
        DefaultValueFactory = _ => 1,
        HelpName = "NUMBER",
    };

    public static Command Create() => new Command("retrieval", "Recall and median rank over a pool of clips, by direction.")
    {
        Manifest,
        Directions,
        Model,
        Running,
        Parallel,
        Seed,
    }.Runs(RunAsync).WithExamples(
        "python3 -m training.world --seed 9001 --count 500 --out world",
        "triad eval retrieval --manifest world/manifest.jsonl --json",
        "triad eval retrieval --manifest world/manifest.jsonl --direction 't->va' --running");

    private static async Task RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var parallel = context.Get(Parallel);
        if (parallel is < 1 or > 64)
            throw CommandException.WrongUse("--parallel", $"{parallel}", "Give 1 to 64");
        var directions = context.Get(Directions) is { Length: > 0 } names ? [.. names.Select(Direction.Parse)] : Direction.All;
        var clips = await ManifestEntry.ReadAsync(context.Get(Manifest)!.FullName, cancellationToken);

        if (context.Get(Running))
        {
            var settings = ConnectionSettings.Resolve(context.Parsed);
            var connect = (string? key) => (settings with { Key = key ?? settings.Key, Tenant = null }).Connect();
            Show(context, await MeasureAsync(context, connect, null, clips, directions, cancellationToken));
            return;
        }

        using var scratch = new ScratchFolder(keep: false);
        var models = ModelFolder.Make(context.Get(Model)?.FullName ?? Checkout.PathOf("models", "triad-mini"), scratch["models"]);
        context.Output.Note("Starting a platform ...");
        await using var platform = await LocalPlatform.StartAsync(scratch["data"], models.Path, null, cancellationToken);
        Show(context, await MeasureAsync(context, key => platform.Connect(key), models.PackageId, clips, directions, cancellationToken));
    }

    private static async Task<RetrievalReport> MeasureAsync(
        CommandContext context,
        Func<string?, TriadClient> connect,
        string? package,
        IReadOnlyList<ManifestEntry> clips,
        IReadOnlyList<Direction> directions,
        CancellationToken cancellationToken)
    {
        using var @operator = connect(null);
        await using var tenant = await ScratchTenant.CreateAsync(@operator, package, cancellationToken);
        using var client = connect(tenant.Key);
        var parallel = context.Get(Parallel);
        var pool = new EvaluationPool(client, clips, context.Get(Manifest)!.DirectoryName!, parallel);
        var sets = directions.Any(direction => direction.NeedsCaptions)
            ? new[] { EvaluationPool.Plain, EvaluationPool.Captioned }
            : [EvaluationPool.Plain];
        try
        {
            return await ProgressDisplay.RunAsync(context.Output, async display =>
            {
                foreach (var set in sets)
                    await pool.IngestAsync(set, display, cancellationToken);
                var run = new RetrievalRun(client, clips, parallel);
                var figures = new Dictionary<string, DirectionFigures>();
                foreach (var direction in directions)
                {
                    var ranks = await run.RanksAsync(direction, display, cancellationToken);
                    figures[direction.Name] = DirectionFigures.Of(ranks, context.Get(Seed));
                }

                return new RetrievalReport(clips.Count, tenant.Tenant.Space, pool.NotIngested, figures);
            });
        }
        finally
        {
            if (context.Get(Running))
            {
                foreach (var set in sets)
                    await pool.RemoveAsync(set, CancellationToken.None);
            }
        }
    }

    private static void Show(CommandContext context, RetrievalReport report) => context.Output.Answer(report, screen =>
    {
        var table = Tables.Of("direction", "R@1", "95 %", "R@5", "R@10", "MedR");
        foreach (var (name, figures) in report.Directions)
        {
            table.Row(
                name,
                Tables.Number(figures.R1, 3),
                $"[{Tables.Number(figures.R1Interval[0], 3)}, {Tables.Number(figures.R1Interval[1], 3)}]",
                Tables.Number(figures.R5, 3),
                Tables.Number(figures.R10, 3),
                Tables.Number(figures.MedianRank, 1));
        }

        screen.Write(table);
        screen.WriteLine($"{report.Pool} clips, space {report.Space}, chance {Tables.Number(1.0 / report.Pool, 4)}.");
        if (report.NotIngested.Count > 0)
            context.Output.Note($"Could not be put in, counted as wrong: {string.Join(", ", report.NotIngested)}");
    });
}
