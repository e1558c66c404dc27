using Triad.Core.Errors;
using Triad.Inference.Kinds;
using Triad.Inference.Onnx;

namespace Triad.Inference.Packages;

/// <summary>What a package's files say, without running them.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Licence">Licence of the weights.</param>
/// <param name="Origin">Where they come from.</param>
/// <param name="Graphs">Its graphs, and those of its members under the member's name.</param>
public sealed record InspectedPackage(string Kind, string Licence, string Origin, IReadOnlyList<InspectedGraph> Graphs)
{
    /// <summary>The packages inside of it, and inside of those.</summary>
    public IReadOnlyList<InspectedMember> Members { get; init; } = [];

    /// <summary>Reads a package.</summary>
    /// <returns>What it has; ModelUnavailable where something is wrong with it.</returns>
    public static Result<InspectedPackage> Read(string folder, CancellationToken cancellationToken)
    {
        var problems = new List<PackageProblem>();
        if (PackageReader.Create().Read(folder, problems, cancellationToken) is not { } content)
            return new Error(
                ErrorReason.ModelUnavailable, $"The model package cannot be used. {string.Join(" ", problems)}", "package", folder,
                    problems[0].Remedy);
        var (graphs, members) = (new List<InspectedGraph>(), new List<InspectedMember>());
        Add(content, "", graphs, members);
        return new InspectedPackage(content.Manifest.Kind, content.Manifest.Licence, content.Manifest.Origin, graphs) { Members = members };
    }

    private static void Add(PackageContent content, string path, List<InspectedGraph> graphs, List<InspectedMember> members)
    {
        graphs.AddRange(content.Plan.Graphs.Select(graph => Of(content, path, graph)));
        foreach (var (name, inner) in content.Members)
        {
            var manifest = inner.Manifest;
            members.Add(new InspectedMember(path + name, manifest.Id, manifest.Kind, inner.Space.Value, manifest.Licence, manifest.Origin));
            Add(inner, $"{path}{name}/", graphs, members);
        }
    }

    private static InspectedGraph Of(PackageContent content, string path, PackageGraph graph)
    {
        var model = OnnxModelReader.Read(content.Graphs[graph.Name]);
        var files = model.External.Select(tensor => tensor.File).Distinct(StringComparer.Ordinal).Prepend(graph.File);
        var bytes = files.Sum(file => new FileInfo(Path.Combine(content.Folder, file)).Length);
        return new InspectedGraph(path + graph.Name, graph.File, bytes, [.. model.Inputs.Select(Of)], [.. model.Outputs.Select(Of)]);
    }

    private static InspectedTensor Of(OnnxTensor tensor) => new(tensor.Name, OnnxTensor.TypeName(tensor.ElementType),
        tensor.Dimensions ?? []);
}
