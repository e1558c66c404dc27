using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;

namespace Triad.Cli.Models;

/// <summary><c>triad model list</c>: the models that can be had by name, and the packages that are here.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var models = ModelsOption.Create();
        var catalogue = CatalogueOption.Create();
        var installed = new Option<bool>("--installed") { Description = "Only the packages that are here." };
        return new Command("list", "List the models that can be had by name, and the packages that are here.") { models, catalogue, installed }
            .Runs((context, _) =>
            {
                var entries = ModelEntry.Of(
                    CatalogueOption.Read(context, catalogue), InstalledModel.In(ModelsOption.Resolve(context, models)));
                if (context.Get(installed))
                    entries = [.. entries.Where(entry => entry.Installed)];
                context.Output.Answer(new { models = entries }, screen =>
                {
                    var table = Tables.Of("name", "here", "kind", "size", "memory", "licence", Tables.Spare("good at"));
                    foreach (var entry in entries)
                        table.Row(
                            entry.Name,
                            entry.Installed ? "yes" : "-",
                            entry.Kind ?? "-",
                            Tables.Bytes(entry.Bytes),
                            entry.MemoryBytes is { } memory ? Tables.Bytes(memory) : "-",
                            entry.AsksToAgree ? $"{entry.Licence} (to agree)" : entry.Licence,
                            entry.Good.Count > 0 ? entry.Good[0] : entry.Summary ?? "-");
                    screen.Write(table);
                });
                return Task.CompletedTask;
            })
            .WithExamples("triad model list", "triad model list --installed --json");
    }
}
