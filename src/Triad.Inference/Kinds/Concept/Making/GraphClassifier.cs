using System.Text;
using System.Text.Json.Nodes;
using Triad.Inference.Classes;
using Triad.Inference.Hub;
using Triad.Inference.Onnx;
using Triad.Inference.Sound;

namespace Triad.Inference.Kinds.Concept.Making;

/// <summary>Makes a package of the kind classifier of an ONNX file: what its input is tells whether it sees or hears.</summary>
internal static class GraphClassifier
{
    private const double SegmentSeconds = 8;
    private const int LongestSide = 1024;

    // What a classifier hears hangs on where its window begins. The mean of four beginnings evens that out.
    private const int UsualOverlap = 4;

    private const string GraphFile = "model.onnx";
    private const string Remedy =
        "Export the classifier whole: pictures [n, 3, height, width] or samples [n, window] to scores [n, classes].";

    private static readonly string[] Probabilities = ["scores", "probabilities", "probs", "softmax", "predictions"];

    /// <summary>The package's parts.</summary>
    /// <exception cref="HubFormatException">The graph is none of a classifier with these labels.</exception>
    public static PackageParts Read(ConceptRequest request, IReadOnlyList<ClassLabel> labels)
    {
        var path = Path.GetFullPath(request.Classifier);
        var (folder, file) = (HubFolder.Open(Path.GetDirectoryName(path)!), Path.GetFileName(path));
        var graph = folder.Graph(file);
        if (graph.Inputs is not [{ ElementType: OnnxTensor.Float } input])
            throw new HubFormatException(file, "inputs", $"are [{Shown(graph.Inputs)}], expected one of float32", Remedy);
        var output = OutputOf(file, graph, request.Settings.Output, labels.Count);
        var fields = new JsonObject { ["segment_seconds"] = SegmentSeconds };
        var (section, front) = FrontEnd(file, input, request.Settings);
        fields[section] = front;
        fields["labels"] = ClassLabels.FileName;
        fields["graph"] = new JsonObject
        {
            ["file"] = GraphFile,
            ["input"] = input.Name,
            ["output"] = output.Name,
            ["batch"] = input.Dimensions is [1, ..] ? "one" : graph.QuantizesByBatch ? "alone" : "shared",
            ["classes"] = labels.Count,
            ["activation"] = $"{ActivationOf(file, output, request.Settings)}".ToLowerInvariant(),
        };
        var package = new HubPackage(IClassifier.Kind, fields);
        package.AddGraph(folder, GraphFile, file, graph);
        return new PackageParts(IClassifier.Kind, request.Licence, request.Origin ?? $"Made of {file}", fields)
        {
            Files = [.. package.Files.Select(one => one with { Source = folder.PathOf(one.Source) })],
            Contents = [(ClassLabels.FileName, Encoding.UTF8.GetBytes(ClassLabels.Write(labels)))],
        };
    }

    private static (string Section, JsonObject Fields) FrontEnd(string file, OnnxTensor input, ClassifierSettings settings) =>
        input.Dimensions switch
    {
        [_, 3, { } height, { } width] => ("video", Pictures((int)width, (int)height, settings)),
        [_, { } window] => ("audio", new JsonObject
        {
            ["front_end"] = WaveformInputKind.FrontEnd,
            ["sample_rate"] = settings.SampleRate,
            ["window"] = window,
            ["hop"] = settings.Hop ?? Math.Max(1, window / UsualOverlap),
        }),
        _ => throw new HubFormatException(
            file, input.Name, $"is an input of shape [{Sizes(input)}], of neither pictures nor windows of samples", Remedy),
    };

    private static JsonObject Pictures(int width, int height, ClassifierSettings settings)
    {
        if (settings.Shortest < Math.Max(width, height))
            throw new HubFormatException(
                "--shortest", "", $"is {settings.Shortest}, less than the graph's {width}x{height}",
                "Give more, or leave it out to squash pictures.");
        return new JsonObject
        {
            ["frame_rate"] = 1,
            ["longest_side"] = LongestSide,
            ["resize"] = settings.Shortest is { } side
                ? new JsonObject { ["to"] = "shortest", ["side"] = side }
                : new JsonObject { ["to"] = "squash", ["width"] = width, ["height"] = height },
            ["resample"] = "bilinear",
            ["width"] = width,
            ["height"] = height,
            ["crop"] = "down",
            ["rescale"] = 1 / 255.0,
            ["mean"] = new JsonArray([.. settings.Mean.Select(value => (JsonNode)value)]),
            ["std"] = new JsonArray([.. settings.Std.Select(value => (JsonNode)value)]),
        };
    }

    private static OnnxTensor OutputOf(string file, OnnxModel graph, string? name, int labels)
    {
        OnnxTensor[] rows = [.. graph.Outputs.Where(output => output is { ElementType: OnnxTensor.Float, Dimensions: [_, _] })];
        if (name is not null)
            rows = [.. graph.Outputs.Where(output => output.Name == name)];
        var fitting = rows.Where(output => output.Dimensions is [_, var size] && (size is null || size == labels)).ToArray();
        return (fitting, rows) switch
        {
            ([var only], _) => only,
            ({ Length: > 1 }, _) => throw new HubFormatException(
                file, "outputs", $"[{Shown(fitting)}] may all be the scores", $"Name one: --output {fitting[0].Name}."),
            (_, [var one]) => throw new HubFormatException(
                file, one.Name, $"is an output of shape [{Sizes(one)}], and there are {labels} labels: expected [any, {labels}]",
                "Give the labels of this graph, one a score, in the order of the scores."),
            _ => throw new HubFormatException(
                file, "outputs", $"are [{Shown(graph.Outputs)}], none of them [any, {labels}] for {labels} labels",
                "Give the labels of this graph, one a score; or name its output: --output."),
        };
    }

    private static Activation ActivationOf(string file, OnnxTensor output, ClassifierSettings settings) => settings.Activation
        ?? (output.Name == "logits" ? Activation.Softmax
            : Probabilities.Contains(output.Name, StringComparer.Ordinal) ? Activation.None
            : throw new HubFormatException(
                file, output.Name, "does not tell by its name what its scores are",
                "Say what makes probabilities of them: --activation softmax, sigmoid or none."));

    private static string Shown(IEnumerable<OnnxTensor> tensors) => string.Join("; ", tensors.Select(tensor =>
        $"{tensor.Name} {OnnxTensor.TypeName(tensor.ElementType)} [{Sizes(tensor)}]"));

    private static string Sizes(OnnxTensor tensor) =>
        string.Join(", ", tensor.Dimensions?.Select(size => size?.ToString() ?? "any") ?? ["unknown"]);
}
