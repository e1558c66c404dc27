using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Inference.Packages;

namespace Triad.Cli.Models;

/// <summary><c>triad model inspect</c>: what a package has, what it stores, and what that may be compared with.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        var package = ModelCommand.Package();
        return new Command("inspect", "Show a package's graphs, inputs, sizes and representations.") { package }
            .Runs((context, cancellationToken) =>
                ShowAsync(context, ModelCommand.FolderOf(context.Parsed.GetValue(package)), cancellationToken))
            .WithExamples("triad model inspect", "triad model inspect minilm --json");
    }

    private static async Task ShowAsync(CommandContext context, string folder, CancellationToken cancellationToken)
    {
        await using var loaded = await LoadedModel.LoadAsync(folder, context.Output, cancellationToken);
        var read = InspectedPackage.Read(folder, cancellationToken);
        if (!read.IsOk)
            throw ModelCommand.Refused(read.Error);
        var report = InspectReport.Of(loaded.Embedder.Model, read.Value);
        context.Output.Answer(report, screen =>
        {
            screen.Facts(
                ("package", report.Package),
                ("kind", report.Kind),
                ("space", report.Space),
                ("licence", report.Licence),
                ("origin", report.Origin));
            var members = Tables.Of("member", "package", "kind", "licence", "origin");
            foreach (var member in report.Members)
                members.Row(member.Name, member.Id, member.Kind, member.Licence, member.Origin);
            if (report.Members.Count > 0)
                screen.Write(members);
            var graphs = Tables.Of("graph", "file", "size", "inputs", "outputs");
            foreach (var graph in report.Graphs)
                graphs.Row(graph.Name, graph.File, Tables.Bytes(graph.Bytes), Shown(graph.Inputs), Shown(graph.Outputs));
            screen.Write(graphs);
            var representations = Tables.Of("representation", "numbers", "made of", "asked by", "compared with");
            foreach (var one in report.Representations)
                representations.Row(
                    one.Name, one.Dimension.ToString(CultureInfo.InvariantCulture), one.MadeOf, one.AskedBy,
                        string.Join(", ", one.ComparedWith));
            screen.Write(representations);
        });
    }

    private static string Shown(IEnumerable<InspectedTensor> tensors) => string.Join("; ", tensors.Select(tensor =>
        $"{tensor.Name} {tensor.Type} [{string.Join(", ", tensor.Shape.Select(size => size?.ToString(CultureInfo.InvariantCulture) ?? "any"))}]"));
}
