using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Evaluation.Retrieval;
using Triad.Evaluation.Runs;

namespace Triad.Cli.Evaluation;

/// <summary><c>triad eval retrieval</c>: puts a data set's items into a scratch tenant and asks for each in every direction; or the same offline.</summary>
internal static class EvalRetrievalCommand
{
    private static readonly Option<string[]> Directions = new("--direction")
    {
        Description = "Only this direction, for example 't->va'; may be repeated.",
        HelpName = "QUERY->TARGET",
    };

    public static Command Create()
    {
        var command = new Command("retrieval", "Recall, median and mean rank over a pool of items, by direction.") { Directions };
        EvaluationOptions.AddTo(command);
        return command.Runs(RunAsync).WithExamples(
            "python3 -m training.world --seed 9001 --count 500 --out world",
            "triad eval retrieval --manifest world/manifest.jsonl --json",
            "triad eval retrieval --manifest world/manifest.jsonl --compare --work run",
            "triad eval retrieval --manifest world/manifest.jsonl --compare --work run --resume",
            "triad eval retrieval --manifest world/manifest.jsonl --offline --direction 'v->ta'",
            "triad eval retrieval --manifest MSRVTT_JSFUSION_test.csv --videos MSRVTT/videos --direction 't->va' --running",
            "triad eval retrieval --manifest dataset_coco.json --videos coco --model models/clip-b32",
            "triad eval retrieval --manifest test.csv --videos audiocaps/test --model models/clap",
            "triad eval retrieval --manifest AllVideoDescriptions.txt --list test_list.txt --videos YouTubeClips");
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var settings = await EvaluationOptions.ReadAsync(context, cancellationToken);
        var isChosen = context.Get(Directions) is { Length: > 0 };
        var directions = context.Get(Directions) is { Length: > 0 } names
            ? [.. names.Select(name => Direction.Parse(name, allowsOfflineOnly: !settings.AsksPlatform)).Distinct()]
            : settings.AsksPlatform ? Direction.All : [.. Direction.All, .. Direction.OfflineOnly];
        if (settings.AsksOffline && directions.FirstOrDefault(Direction.Whole.Contains) is { } whole)
            throw CommandException.WrongUse(Directions.Name, whole.Name, "Only the platform can be asked so: leave it out, or --offline and --compare");
        using var work = EvaluationWork.Open(settings, string.Join(' ', directions.Select(direction => direction.Name)));
        var report = await new RetrievalEvaluation(new ToolEvaluationHost(context), settings, directions, isChosen, work).RunAsync(cancellationToken);
        Show(context, report, settings.AsksPlatform);
        return report.Offline?.Agreement is { Agrees: false } ? ExitCode.Failed : ExitCode.Success;
    }

    private static void Show(CommandContext context, RetrievalReport report, bool askedPlatform)
    {
        context.Output.Answer(report, screen =>
        {
            screen.Write(TableOf(report.Directions));
            if (askedPlatform && report.Offline is { } offline)
            {
                screen.WriteLine("Offline:");
                screen.Write(TableOf(offline.Directions));
            }

            screen.WriteLine($"{report.Pool} items, {report.Captions} captions, space {report.Space}, chance {Tables.Number(1.0 / report.Pool, 4)}.");
        });
        if (report.Turned.Count > 0)
            context.Output.Note($"By the captions' scores, read by item: {string.Join(", ", report.Turned)}");
        foreach (var (direction, reason) in report.Unavailable)
            context.Output.Note($"Not asked: {direction} ({reason})");
        if (report.Problems.Count > 0)
            context.Output.Note($"Not in the pool, counted as wrong: {string.Join("; ", report.Problems.Select(problem => $"{problem.Key} ({problem.Value})"))}");
        if (report.Offline?.Agreement is { } agreement)
            AgreementNotes.Tell(context.Output, agreement);
    }

    /// <summary>On a wide screen with the intervals of R@5 and R@10 too.</summary>
    private static TextTable TableOf(IReadOnlyDictionary<string, DirectionFigures> directions)
    {
        var table = Tables.Of(
            "direction", "queries", "R@1", "95 %", "R@5", Tables.Spare("95 %"), "R@10", Tables.Spare("95 %"), "R@50", "MedR", "MeanR");
        foreach (var (name, figures) in directions)
        {
            table.Row(
                name,
                figures.Queries.ToString(CultureInfo.InvariantCulture),
                Tables.Number(figures.R1, 3),
                Interval(figures.R1Interval),
                Tables.Number(figures.R5, 3),
                Interval(figures.R5Interval),
                Tables.Number(figures.R10, 3),
                Interval(figures.R10Interval),
                Tables.Number(figures.R50, 3),
                Tables.Number(figures.MedianRank, 1),
                Tables.Number(figures.MeanRank, 1));
        }

        return table;
    }

    private static string Interval(double[] interval) => $"[{Tables.Number(interval[0], 3)}, {Tables.Number(interval[1], 3)}]";
}
