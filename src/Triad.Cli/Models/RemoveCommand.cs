using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Inference.Hub.Downloads;

namespace Triad.Cli.Models;

/// <summary><c>triad model remove</c>: removes a package from a models folder, and what downloads of it have left.</summary>
internal static class RemoveCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The package, as triad model list names it." };
        var models = ModelsOption.Create();
        return new Command("remove", "Remove a package. Tenants that it serves are refused until it is back.") { name, models }
            .Runs((context, _) =>
            {
                var removed = Remove(ModelsOption.Resolve(context, models), context.Get(name));
                context.Output.Answer(removed, screen => screen.WriteLine($"{removed.Package} is removed; {Tables.Bytes(removed.Bytes)} are free."));
                return Task.CompletedTask;
            })
            .WithExamples("triad model remove clip-b32", "triad model remove minilm --models /srv/models --json");
    }

    private static RemovedModel Remove(string models, string name)
    {
        var package = InstalledModel.In(models).FirstOrDefault(one => one.Name == name);
        var stage = Path.Combine(models, ModelStages.FolderName, name);
        var hasStage = ModelStages.IsStage(models, name);
        if (package is null && !hasStage)
            throw new CommandException($"no package '{name}' is in {models}")
            {
                Field = "NAME",
                Value = name,
                Remedy = $"There are {string.Join(", ", InstalledModel.In(models).Select(one => one.Name).DefaultIfEmpty("none"))}",
            };
        var bytes = (package?.Bytes ?? 0) + (hasStage ? ModelStages.BytesOf(stage) : 0);
        if (package is not null)
            Delete(Path.Combine(models, name), Path.Combine(models, $".{name}.removing"));
        if (hasStage)
            Directory.Delete(stage, recursive: true);
        return new RemovedModel(Path.Combine(models, name), bytes);
    }

    // Renamed first: a package that is half removed is never taken for a whole one.
    private static void Delete(string folder, string aside)
    {
        if (new DirectoryInfo(folder).LinkTarget is not null)
        {
            Directory.Delete(folder);
            return;
        }

        if (Directory.Exists(aside))
            Directory.Delete(aside, recursive: true);
        Directory.Move(folder, aside);
        Directory.Delete(aside, recursive: true);
    }

    private sealed record RemovedModel(string Package, long Bytes);
}
