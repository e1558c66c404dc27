using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;
using Triad.Evaluation.Classification;
using Triad.Evaluation.Runs;

namespace Triad.Cli.Evaluation;

/// <summary><c>triad eval classify</c>: which of a set of labels fits each item best, by the labels' words alone.</summary>
internal static class EvalClassifyCommand
{
    private const string UsualTemplate = "a video of {}";
    private const string UsualField = "label";

    private static readonly Option<FileInfo> Labels = new("--labels")
    {
        Description = "The labels, one a line; after a tab the words for a label where they differ from its name.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string[]> Template = new("--template")
    {
        Description = $"How a label is asked for; {{}} stands for its words. May be repeated: then the vectors are added up. Otherwise '{UsualTemplate}'.",
        HelpName = "TEXT",
    };

    private static readonly Option<string?> Field = new("--field")
    {
        Description = $"Where the data set says the right label, for example facts.v.backdrop. Otherwise {UsualField}.",
        HelpName = "PATH",
    };

    private static readonly Option<FileInfo?> Truth = new("--truth")
    {
        Description = "The right labels in a file of their own: CSV with the columns video_id and label.",
        HelpName = "FILE",
    };

    private static readonly Option<string> Target = new("--target")
    {
        Description = "The stored vectors that are looked at: v, a or va.",
        DefaultValueFactory = _ => "va",
        HelpName = "MASK",
    };

    public static Command Create()
    {
        var command = new Command("classify", "Zero-shot classification by a set of labels: top-1 and top-5.") { Labels, Template, Field, Truth, Target };
        EvaluationOptions.AddTo(command);
        return command.Runs(RunAsync).WithExamples(
            "triad eval classify --labels backdrops.txt --manifest world/manifest.jsonl --field facts.v.backdrop --template 'in front of a wall with {}'",
            "triad eval classify --labels labels.txt --manifest clips.jsonl --truth labels.csv --target v --json");
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Get(Field) is { } both && context.Get(Truth) is not null)
            throw CommandException.WrongUse("--field", both, "Leave out either --field or --truth");
        var target = context.Get(Target) switch
        {
            "v" => Modalities.Video,
            "a" => Modalities.Audio,
            "va" => Modalities.Video | Modalities.Audio,
            var other => throw CommandException.WrongUse("--target", other, "Use v, a or va"),
        };
        var labels = LabelSet.Read(context.Get(Labels)!.FullName);
        var prompts = labels.Prompts(context.Get(Template) is { Length: > 0 } templates ? templates : [UsualTemplate]);
        var settings = await EvaluationOptions.ReadAsync(context, cancellationToken);
        var truth = context.Get(Truth) is { } file
            ? ClassTruth.FromTable(settings.Set, file.FullName, labels)
            : ClassTruth.FromField(settings.Set, context.Get(Field) ?? UsualField, labels);

        using var work = EvaluationWork.Open(settings, $"classify {context.Get(Target)}");
        var report = await new ClassificationEvaluation(new ToolEvaluationHost(context), settings, labels, prompts, truth, target, work).RunAsync(cancellationToken);
        Show(context, report, settings.AsksPlatform);
        return report.Agreement is { Agrees: false } ? ExitCode.Failed : ExitCode.Success;
    }

    private static void Show(CommandContext context, ClassificationReport report, bool askedPlatform)
    {
        context.Output.Answer(report, screen =>
        {
            var table = Tables.Of("label", "items", "top-1", "top-5");
            foreach (var (name, figures) in report.Figures.Classes)
                table.Row(name, figures.Items.ToString(CultureInfo.InvariantCulture), Tables.Number(figures.Top1, 3), Tables.Number(figures.Top5, 3));
            screen.Write(table);
            screen.WriteLine(LineOf(report.Figures));
            if (askedPlatform && report.Offline is { } offline)
                screen.WriteLine($"Offline: {LineOf(offline)}");
            screen.WriteLine($"{report.Figures.Items} of {report.Pool} items have a label, {report.Labels} labels, space {report.Space}, chance {Tables.Number(1.0 / report.Labels, 4)}.");
        });
        if (report.Problems.Count > 0)
            context.Output.Note($"Not in the pool, counted as wrong: {string.Join("; ", report.Problems.Select(problem => $"{problem.Key} ({problem.Value})"))}");
        if (report.Agreement is { } agreement)
        {
            context.Output.Note($"Platform and offline {(agreement.Agrees ? "agree" : "DIFFER")}: lowest cosine {agreement.MinCosine.ToString("0.0000000", CultureInfo.InvariantCulture)}, "
                + $"{agreement.FirstDifferent} first labels differ ({agreement.Ties} more are ties), shares by {Tables.Number(agreement.MaxShareDifference, 2)} points.");
        }
    }

    private static string LineOf(ClassificationFigures figures) =>
        $"top-1 {Tables.Number(figures.Top1, 3)} {Interval(figures.Top1Interval)}, top-5 {Tables.Number(figures.Top5, 3)} {Interval(figures.Top5Interval)}, "
        + $"mean of the labels' top-1 {Tables.Number(figures.MeanClassTop1, 3)}";

    private static string Interval(double[] interval) => $"[{Tables.Number(interval[0], 3)}, {Tables.Number(interval[1], 3)}]";
}
