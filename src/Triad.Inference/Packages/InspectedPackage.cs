using Triad.Core.Errors;
using Triad.Inference.Onnx;

namespace Triad.Inference.Packages;

/// <summary>What a package's files say, without running them.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Licence">Licence of the weights.</param>
/// <param name="Origin">Where they come from.</param>
/// <param name="Graphs">Its graphs.</param>
public sealed record InspectedPackage(string Kind, string Licence, string Origin, IReadOnlyList<InspectedGraph> Graphs)
{
    /// <summary>Reads a package.</summary>
    /// <returns>What it has; ModelUnavailable where something is wrong with it.</returns>
    public static Result<InspectedPackage> Read(string folder, CancellationToken cancellationToken)
    {
        var problems = new List<PackageProblem>();
        if (PackageReader.Create().Read(folder, problems, cancellationToken) is not { } content)
            return new Error(
                ErrorReason.ModelUnavailable, $"The model package cannot be used. {string.Join(" ", problems)}", "package", folder,
                    problems[0].Remedy);
        var graphs = content.Plan.Graphs.Select(graph =>
        {
            var model = OnnxModelReader.Read(content.Graphs[graph.Name]);
            var files = model.External.Select(tensor => tensor.File).Distinct(StringComparer.Ordinal).Prepend(graph.File);
            var bytes = files.Sum(file => new FileInfo(Path.Combine(folder, file)).Length);
            return new InspectedGraph(graph.Name, graph.File, bytes, [.. model.Inputs.Select(Of)], [.. model.Outputs.Select(Of)]);
        });
        return new InspectedPackage(content.Manifest.Kind, content.Manifest.Licence, content.Manifest.Origin, [.. graphs]);
    }

    private static InspectedTensor Of(OnnxTensor tensor) => new(tensor.Name, OnnxTensor.TypeName(tensor.ElementType),
        tensor.Dimensions ?? []);
}
