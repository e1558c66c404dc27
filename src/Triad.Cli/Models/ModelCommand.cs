using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Platform;
using Triad.Core.Errors;

namespace Triad.Cli.Models;

/// <summary><c>triad model</c>: makes, tries and looks at model packages on this machine; needs no platform.</summary>
internal static class ModelCommand
{
    public static Command Create() => new Command("model", "Make, try and look at model packages.")
    {
        Show("show", "Show what a package offers."),
        CheckCommand.Create(),
        CompareCommand.Create(),
        ImportCommand.Create(),
        InspectCommand.Create(),
        TrialCommand.Create(),
    }.WithExamples("triad model show models/triad-mini", "triad model check my-package --json");

    public static Argument<DirectoryInfo?> Package() => new("PACKAGE")
    {
        Description = "The package's folder; otherwise models/triad-mini of the checkout.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static string FolderOf(DirectoryInfo? package) => package?.FullName ?? Checkout.PathOf("models", "triad-mini");

    /// <summary>What ends a command where a package or an import is refused.</summary>
    public static CommandException Refused(Error error) =>
        new(error.Message) { Field = error.Field, Value = error.Value, Remedy = error.Remedy };

    /// <summary>Loads a package, runs every graph once, and tells what it offers.</summary>
    public static async Task ShowAsync(CommandContext context, string folder, CancellationToken cancellationToken)
    {
        await using var loaded = await LoadedModel.LoadAsync(folder, cancellationToken);
        var report = ModelReport.Of(folder, loaded.Embedder.Model);
        context.Output.Answer(report, screen =>
        {
            screen.Facts(
                ("package", report.Package),
                ("folder", report.Folder),
                ("space", report.Space),
                ("modalities", report.Modalities),
                ("embedding", $"{report.EmbeddingSize} numbers"),
                ("stored", string.Join(", ", report.Representations)),
                ("segments", $"{Tables.Number(report.SegmentSeconds, 1)} s"),
                ("fusion", report.CanFuse ? "yes" : "no"));
            context.Output.Note("Every file has its hash, every graph has run.");
        });
    }

    private static Command Show(string name, string description)
    {
        var package = Package();
        return new Command(name, description) { package }
            .Runs((context, cancellationToken) => ShowAsync(context, FolderOf(context.Parsed.GetValue(package)), cancellationToken))
            .WithExamples($"triad model {name}", $"triad model {name} my-package --json");
    }
}
