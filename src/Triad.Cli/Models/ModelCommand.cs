using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Platform;
using Triad.Core.Errors;

namespace Triad.Cli.Models;

/// <summary><c>triad model</c>: makes, tries and looks at model packages on this machine; needs no platform.</summary>
internal static class ModelCommand
{
    public static Command Create() => new Command("model", "Get, make, try and look at model packages.")
    {
        ShowCommand.Create(),
        BenchCommand.Create(),
        CheckCommand.Create(),
        CompareCommand.Create(),
        ConceptCommand.Create(),
        EnsembleCommand.Create(),
        GetCommand.Create(),
        ImportCommand.Create(),
        InspectCommand.Create(),
        ListCommand.Create(),
        RemoteCommand.Create(),
        RemoveCommand.Create(),
        TrialCommand.Create(),
    }.WithExamples("triad model get minilm", "triad model show models/triad-mini", "triad model check my-package --json");

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
        await using var loaded = await LoadedModel.LoadAsync(folder, context.Output, cancellationToken);
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
}
