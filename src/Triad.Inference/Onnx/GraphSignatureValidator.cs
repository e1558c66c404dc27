using System.Globalization;
using Triad.Inference.Packages;

namespace Triad.Inference.Onnx;

/// <summary>Compares what a graph file declares with what the package's contract asks for.</summary>
internal static class GraphSignatureValidator
{
    private static readonly string[] Domains = ["", "com.microsoft"];

    /// <summary>Notes every difference.</summary>
    public static void Validate(string file, OnnxModel model, GraphSignature expected, List<PackageProblem> problems)
    {
        void Note(string field, string message, string remedy) => problems.Add(new PackageProblem(file, field, message, remedy));

        var (opset, least, most) = (model.Opsets.GetValueOrDefault(""), expected.LeastOpset, expected.MostOpset);
        if (opset < least || opset > most)
            Note("opset_import", $"is operator set {opset}, expected {(least == most ? $"{least}" : $"{least} to {most}")}", "Export the graph anew.");
        foreach (var domain in model.Opsets.Keys.Except(Domains))
            Note("opset_import", $"uses operators of the domain '{domain}'", "Export with standard operators.");
        foreach (var weight in model.NotANumber)
            Note(weight, "holds a weight that is not a number", "Export a model that was trained to its end.");
        Compare("input", expected.Inputs, model.Inputs, more: false, Note);
        Compare("output", expected.Outputs, model.Outputs, expected.MoreOutputs, Note);
    }

    private static void Compare(
        string kind, IReadOnlyList<OnnxTensor> expected, IReadOnlyList<OnnxTensor> found, bool more, Action<string, string, string> note)
    {
        var names = string.Join(", ", found.Select(tensor => tensor.Name));
        foreach (var tensor in expected)
        {
            if (found.FirstOrDefault(other => other.Name == tensor.Name) is { } other)
                CompareTensor(kind, tensor, other, note);
            else
                note(tensor.Name, $"is missing among the graph's {kind}s [{names}]", "Export the graph anew.");
        }

        foreach (var other in found.Where(other => !more && expected.All(tensor => tensor.Name != other.Name)))
            note(other.Name, $"is an {kind} that the contract does not have", "Export the graph anew.");
    }

    private static void CompareTensor(string kind, OnnxTensor expected, OnnxTensor found, Action<string, string, string> note)
    {
        if (found.ElementType != expected.ElementType)
            note(
                found.Name,
                $"is an {kind} of {OnnxTensor.TypeName(found.ElementType)}, expected {OnnxTensor.TypeName(expected.ElementType)}",
                "Export the graph anew.");
        if (!Fits(expected.Dimensions!, found.Dimensions, kind == "output"))
            note(
                found.Name,
                $"is an {kind} of shape {Shown(found.Dimensions)}, expected {Shown(expected.Dimensions)}",
                "Export the graph anew, or correct the sizes in model.json.");
    }

    // A dynamic axis must be dynamic in an input; exporters may leave any axis of an output open or state none, and a trial run tells.
    private static bool Fits(IReadOnlyList<long?> expected, IReadOnlyList<long?>? found, bool output)
    {
        if (found is null)
            return output;
        if (found.Count != expected.Count)
            return false;
        return expected.Zip(found).All(pair => pair.First == pair.Second || (pair.Second is null && (output || pair.First is not null)));
    }

    private static string Shown(IReadOnlyList<long?>? dimensions) =>
        dimensions is null
            ? "unknown"
            : $"[{string.Join(", ", dimensions.Select(size => size?.ToString(CultureInfo.InvariantCulture) ?? "dynamic"))}]";
}
