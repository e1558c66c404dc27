using Triad.Inference.Onnx;

namespace Triad.Inference.Packages;

/// <summary>Checks that the weights which a graph keeps in other files are there: files of the package, of the size that their shapes ask for.</summary>
internal static class ExternalDataValidator
{
    private const string Field = "external_data";

    /// <summary>Notes every file that is not the package's and every weight that its file does not hold.</summary>
    public static void Validate(
        string folder, string graph, IReadOnlyList<ExternalTensor> tensors, IReadOnlyDictionary<string, string> hashes, List<PackageProblem> problems)
    {
        foreach (var file in tensors.GroupBy(tensor => tensor.File))
        {
            if (!hashes.ContainsKey(file.Key))
                problems.Add(new PackageProblem(
                    graph, Field, $"refers to '{file.Key}', which 'sha256' does not list", "List the file; it must lie in the package's folder."));
            else if (LengthOf(Path.Combine(folder, file.Key)) is { } length)
                problems.AddRange(file.Select(tensor => Check(graph, tensor, length)).OfType<PackageProblem>());
        }
    }

    private static PackageProblem? Check(string graph, ExternalTensor tensor, long fileLength)
    {
        var bytes = tensor.Bytes;
        var problem = tensor switch
        {
            { Offset: < 0 } or { Length: < 0 } => "states an offset or a length that is not a whole number",
            _ when bytes is null => $"is of {OnnxTensor.TypeName(tensor.ElementType)}, which cannot lie outside of a graph",
            { Length: { } length } when length != bytes => $"has {length} bytes, and the shape {tensor.Shown} has {bytes}",
            _ when tensor.Offset + bytes > fileLength =>
                $"takes the bytes {tensor.Offset} to {tensor.Offset + bytes} of '{tensor.File}', for the shape {tensor.Shown}, and the file has {fileLength}",
            _ => null,
        };
        return problem is null ? null : new PackageProblem(graph, tensor.Name, problem, "Copy the package anew, or export the graph anew.");
    }

    // A file that is missing is told of where its hash is looked at.
    private static long? LengthOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : null;
    }
}
