using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;

namespace Triad.Cli.Models;

/// <summary><c>triad model show</c>: what a package offers; of a model of the catalogue also what it is good and bad at.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var package = new Argument<DirectoryInfo?>("PACKAGE")
        {
            Description = "The package's folder, or a name of triad model list; otherwise models/triad-mini of the checkout.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var models = ModelsOption.Create();
        var catalogue = CatalogueOption.Create();
        return new Command("show", "Show what a package offers, or what the catalogue says of a model.") { package, models, catalogue }
            .Runs(async (context, cancellationToken) =>
            {
                var folder = ModelCommand.FolderOf(context.Parsed.GetValue(package));
                var name = context.Parsed.GetResult(package)?.Tokens is [var token] ? token.Value : "";
                if (Directory.Exists(folder) || name.Length == 0 || name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
                {
                    await ModelCommand.ShowAsync(context, folder, cancellationToken);
                    return;
                }

                var entries = ModelEntry.Of(
                    CatalogueOption.Read(context, catalogue), InstalledModel.In(ModelsOption.Resolve(context, models)));
                Show(context, entries.FirstOrDefault(entry => entry.Name == name) ?? throw new CommandException($"there is no model '{name}'")
                {
                    Field = "PACKAGE",
                    Value = name,
                    Remedy = $"Name a package's folder, or one of {string.Join(", ", entries.Select(entry => entry.Name))}",
                });
            })
            .WithExamples("triad model show", "triad model show embeddinggemma-2", "triad model show my-package --json");
    }

    private static void Show(CommandContext context, ModelEntry entry) => context.Output.Answer(entry, screen => screen.Facts(
        ("name", entry.Name),
        ("what", entry.Summary),
        ("here", entry.Installed ? "yes" : $"no: triad model get {entry.Name}"),
        ("kind", entry.Kind),
        ("size", Tables.Bytes(entry.Bytes)),
        ("memory", entry.MemoryBytes is { } memory ? $"about {Tables.Bytes(memory)}" : null),
        ("licence", entry.AsksToAgree ? $"{entry.Licence}; to be agreed to with --accept-licence" : entry.Licence),
        ("good at", string.Join("; ", entry.Good)),
        ("cannot", string.Join("; ", entry.Bad)),
        ("from", string.Join("; ", entry.Sources))));
}
