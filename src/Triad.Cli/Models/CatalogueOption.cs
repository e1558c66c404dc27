using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Inference.Hub.Downloads;

namespace Triad.Cli.Models;

/// <summary>The option that names a catalogue of one's own.</summary>
internal static class CatalogueOption
{
    public static Option<FileInfo?> Create() => new("--catalogue")
    {
        Description = "A catalogue of your own in place of the one that comes with the tool.",
        HelpName = "FILE",
    };

    /// <summary>The models that are offered.</summary>
    /// <exception cref="CommandException">The catalogue is not one.</exception>
    public static IReadOnlyList<OfferedModel> Read(CommandContext context, Option<FileInfo?> option)
    {
        if (context.Get(option) is not { } file)
            return OfferedModels.Shipped;
        var read = OfferedModels.Read(file.FullName);
        return read.IsOk ? read.Value : throw ModelCommand.Refused(read.Error);
    }

    /// <summary>The model of a name.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static OfferedModel Find(IReadOnlyList<OfferedModel> models, string name) => models.FirstOrDefault(model => model.Name == name)
        ?? throw new CommandException($"the catalogue has no model '{name}'")
        {
            Field = "NAME",
            Value = name,
            Remedy = $"It has {string.Join(", ", models.Select(model => model.Name))}",
        };
}
