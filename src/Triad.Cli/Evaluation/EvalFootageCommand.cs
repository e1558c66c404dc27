using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Models;
using Triad.Cli.Output;
using Triad.Cli.Platform;
using Triad.Evaluation.Footage;

namespace Triad.Cli.Evaluation;

/// <summary><c>triad eval footage</c>: how well real photographs, sounds and clips are found, through a platform of its own.</summary>
internal static class EvalFootageCommand
{
    public static Command Create()
    {
        var set = Choices.One<FootageSet>("--set", "What is measured:", "SET");
        set.Required = true;
        var media = new Option<DirectoryInfo?>("--media")
        {
            Description = "The folder of Tuxpaint's stamps, or of clips with queries.json. Otherwise where Debian installs the stamps, "
                + "and ../shared/media/footage beside the checkout.",
            HelpName = "DIR",
        };
        var model = new Option<string?>("--model")
        {
            Description = "The package: its folder, or its name among the models; otherwise open.",
            HelpName = "PACKAGE",
        };
        var models = ModelsOption.Create();
        var parallel = new Option<int>("--parallel")
        {
            Description = "Uploads and queries at the same time, 1 to 64.",
            DefaultValueFactory = _ => 4,
            HelpName = "COUNT",
        };
        return new Command("footage", "Recall on real photographs, sounds and clips, through a platform of its own.") { set, media, model, models, parallel }
            .Runs(async (context, cancellationToken) =>
            {
                var count = context.Get(parallel);
                if (count is < 1 or > 64)
                    throw CommandException.WrongUse("--parallel", $"{count}", "Give 1 to 64");
                var package = PackageChoice.Find(context.Get(model) ?? PackageChoice.Open, ModelsOption.Resolve(context, models));
                var folder = context.Get(media)?.FullName
                    ?? (context.Get(set) == FootageSet.Clips ? ClipFolder() : await StampFolder.FindAsync(context, cancellationToken));
                var items = await FootageItems.ReadAsync(context.Get(set), folder, cancellationToken);
                using var scratch = new ScratchFolder(keep: false);
                var linked = ModelFolder.Make(package, scratch["models"]);
                context.Output.Note($"Starting a platform that serves {linked.PackageId} ...");
                await using var platform = new StartedPlatform(
                    await LocalPlatform.StartAsync(scratch["data"], linked.Path, null, cancellationToken), linked.PackageId);
                var evaluation = new FootageEvaluation(platform, linked.PackageId, scratch["films"], count);
                var report = await ProgressDisplay.RunAsync(
                    context.Output, display => evaluation.RunAsync(context.Get(set), items, display, cancellationToken));
                Show(context, report);
            })
            .WithExamples(
                "triad eval footage --set photographs",
                "triad eval footage --set clips --media clips --json",
                "triad eval footage --set triples --model models/embeddinggemma-2");
    }

    private static string ClipFolder() => Checkout.PathOf("..", "shared", "media", "footage") is var folder && Directory.Exists(folder)
        ? folder
        : throw CommandException.WrongUse("--media", null, "Name a folder of clips with queries.json");

    private static void Show(CommandContext context, FootageReport report) => context.Output.Answer(report, screen =>
    {
        var table = Tables.Of("question", "R@1", "95 %", "R@5", "R@10", "chance", "queries", "videos");
        foreach (var (name, figures) in report.Questions)
            table.Row(
                name,
                Tables.Number(figures.R1, 3),
                $"[{Tables.Number(figures.R1Interval[0], 3)}, {Tables.Number(figures.R1Interval[1], 3)}]",
                Tables.Number(figures.R5, 3),
                Tables.Number(figures.R10, 3),
                Tables.Number(figures.Chance, 3),
                figures.N.ToString(CultureInfo.InvariantCulture),
                figures.Pool.ToString(CultureInfo.InvariantCulture));
        screen.Write(table);
        screen.WriteLine($"Space {report.Space}, {Tables.Number(report.Seconds, 0)} s.");
        if (report.Refused.Count > 0)
            context.Output.Note($"Not put in, counted as wrong: {string.Join("; ", report.Refused.Select(one => $"{one.Key} ({one.Value})"))}");
    });
}
