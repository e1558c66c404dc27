using System.Globalization;
using System.Text.Json.Nodes;
using Triad.Inference.Classes;
using Triad.Inference.Kinds.Classifier;
using Triad.Inference.Onnx;

namespace Triad.Inference.Hub.Families;

/// <summary>What all classifiers of the hub have in common: labels by <c>id2label</c>, and a graph that gives a score for each.</summary>
internal static class ClassifierGraphs
{
    private const string Output = "logits";
    private const double SegmentSeconds = 8;

    /// <summary>True where config.json names one of these types of models, and its labels.</summary>
    public static bool IsClassifier(HubFolder folder, params string[] types) =>
        folder.JsonIfThere("config.json") is { IsNull: false } config
        && types.Contains(config["model_type"].Text(""), StringComparer.Ordinal);

    /// <summary>The labels, by index. Nothing is known of a class but its name.</summary>
    /// <exception cref="HubFormatException">There are none, or an index is missing.</exception>
    public static IReadOnlyList<ClassLabel> Labels(HubJson config)
    {
        var table = config["id2label"];
        if (table.IsNull)
            throw table.Because("is missing, which names the classes", "Take the config.json of a classifier, not of its backbone.");
        var byIndex = new SortedDictionary<int, ClassLabel>();
        foreach (var (key, value) in table.Fields)
        {
            var label = new ClassLabel(value.Text());
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || !byIndex.TryAdd(index, label))
                throw table.Because($"has the index '{key}', which is no whole number or is there twice");
            if (ClassLabels.Wrong(label) is { } problem)
                throw value.Because(problem, "Name the class.");
        }

        if (byIndex.Count < 2 || byIndex.Keys.Last() != byIndex.Count - 1)
            throw table.Because($"has {byIndex.Count} labels with indices up to {byIndex.Keys.LastOrDefault()}",
                "Name every class from 0 on, two at least.");
        return [.. byIndex.Values];
    }

    /// <summary>The package: the graph and the labels, with the section of the front-end.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="file">The graph's file.</param>
    /// <param name="input">Its input.</param>
    /// <param name="shape">The shape of a row that the front-end makes.</param>
    /// <param name="section">The name of the front-end's section, video or audio.</param>
    /// <param name="fields">The section.</param>
    /// <exception cref="HubFormatException">Graph, settings and labels do not fit together.</exception>
    public static HubPackage ToPackage(HubFolder folder, string file, string input, long[] shape, string section, JsonObject fields)
    {
        var config = folder.Json("config.json");
        var (labels, graph) = (Labels(config), folder.Graph(file));
        var found = graph.Inputs.FirstOrDefault(tensor => tensor.Name == input) ?? throw Missing(file, input, "inputs", graph.Inputs);
        var output = graph.Outputs.FirstOrDefault(tensor => tensor.Name == Output) ?? throw Missing(file, Output, "outputs", graph.Outputs);
        if (output.Dimensions is [_, { } scores] && scores != labels.Count)
            throw new HubFormatException(
                file, Output, $"has {scores} scores, and config.json names {labels.Count} labels in id2label",
                "Take graph and config.json of one model.");
        if (output.ElementType != OnnxTensor.Float)
            throw new HubFormatException(
                file, Output, $"is of {OnnxTensor.TypeName(output.ElementType)}, expected float32",
                "Choose --variant fp32, or keep inputs and outputs in float32 when exporting.");
        if (found.Dimensions is { } sizes && (sizes.Count != shape.Length + 1
            || sizes.Skip(1).Zip(shape).Any(pair => pair.First is { } own && own != pair.Second)))
            throw new HubFormatException(
                file, input, $"takes [{Shown(sizes)}], and the front-end makes [any, {string.Join(", ", shape)}]",
                "Take graph and settings of one model.");
        var package = new HubPackage(ClassifierKind.KindName, new JsonObject
        {
            ["segment_seconds"] = SegmentSeconds,
            [section] = fields,
            ["labels"] = ClassLabels.FileName,
            ["graph"] = new JsonObject
            {
                ["file"] = "model.onnx",
                ["input"] = input,
                ["output"] = Output,
                ["batch"] = found.Dimensions is [1, ..] ? "one" : graph.QuantizesByBatch ? "alone" : "shared",
                ["classes"] = labels.Count,
                ["activation"] = config["problem_type"].Text("") == "multi_label_classification" ? "sigmoid" : "softmax",
            },
        });
        package.AddGraph(folder, "model.onnx", file, graph);
        package.AddText(ClassLabels.FileName, ClassLabels.Write(labels));
        return package;
    }

    private static string Shown(IReadOnlyList<long?> sizes) =>
        string.Join(", ", sizes.Select(size => size?.ToString(CultureInfo.InvariantCulture) ?? "any"));

    private static HubFormatException Missing(string file, string name, string kind, IReadOnlyList<OnnxTensor> there) => new(
        file, name, $"is missing among the graph's {kind} [{string.Join(", ", there.Select(tensor => tensor.Name))}]",
        "Export the classifier whole.");
}
