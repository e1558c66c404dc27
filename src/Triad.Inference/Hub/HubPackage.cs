using System.Text.Json.Nodes;
using Triad.Inference.Onnx;
using Triad.Inference.Packages;

namespace Triad.Inference.Hub;

/// <summary>What a family makes of a folder: the package that is to be written.</summary>
/// <param name="Kind">The package's kind.</param>
/// <param name="Fields">The kind's fields of model.json.</param>
internal sealed record HubPackage(string Kind, JsonObject Fields)
{
    private readonly List<HubFile> _files = [];
    private readonly List<(string Name, string Content)> _texts = [];

    /// <summary>Numbers in a vector of which the first ones may be kept alone; null where the model was not trained for it.</summary>
    public int? CutFrom { get; init; }

    /// <summary>The files.</summary>
    public IReadOnlyList<HubFile> Files => _files;

    /// <summary>Files that are written anew, by name.</summary>
    public IReadOnlyList<(string Name, string Content)> Texts => _texts;

    /// <summary>Adds a file that is written anew.</summary>
    public void AddText(string name, string content) => _texts.Add((name, content));

    /// <summary>Adds a file under a name of its own.</summary>
    public void Add(string name, string source) => _files.Add(new HubFile(name, source));

    /// <summary>Adds a graph, and the files beside it that have its weights; their names stay, since the graph names them.</summary>
    /// <param name="folder">The hub's folder.</param>
    /// <param name="name">The graph's name in the package.</param>
    /// <param name="source">Where it lies.</param>
    /// <param name="graph">What it declares.</param>
    /// <exception cref="HubFormatException">Weights are missing, lie elsewhere, or have a name that is taken.</exception>
    public void AddGraph(HubFolder folder, string name, string source, OnnxModel graph)
    {
        Add(name, source);
        var beside = source.Contains('/', StringComparison.Ordinal) ? source[..(source.LastIndexOf('/') + 1)] : "";
        foreach (var weights in graph.External.Select(tensor => tensor.File).Distinct(StringComparer.Ordinal))
        {
            if (!ManifestObject.IsFileName(weights))
                throw new HubFormatException(source, "external_data", $"refers to '{weights}'", "Weights must lie beside their graph.");
            if (!folder.Has(beside + weights))
                throw new HubFormatException(beside + weights, "", $"is missing, which has weights of {source}",
                    "Take all files of the model's repository.");
            if (_files.Any(file => file.Name == weights))
                throw new HubFormatException(source, "external_data", $"refers to '{weights}', as another graph does",
                    "Export the graphs anew.");
            Add(weights, beside + weights);
        }
    }
}
