using System.Text.Json.Nodes;
using Triad.Inference.Kinds.Staged;
using Triad.Inference.Onnx;

namespace Triad.Inference.Hub.Families;

/// <summary>The eight graphs of a folder, and the sizes that they state: what one gives is what the next one takes.</summary>
internal sealed class PeAvStages
{
    private const string Remedy = "Export all stages of one model: tools/export/pe_av.py makes them.";

    private readonly Dictionary<string, (string File, OnnxModel Model)> _graphs;

    private PeAvStages(Dictionary<string, (string File, OnnxModel Model)> graphs) => _graphs = graphs;

    /// <summary>Numbers in a vector, whatever the head.</summary>
    public int EmbeddingSize { get; private init; }

    /// <summary>Reads the graphs.</summary>
    /// <exception cref="HubFormatException">One is missing, or two do not fit each other.</exception>
    public static PeAvStages Read(HubFolder folder, HubVariant variant)
    {
        var graphs = new Dictionary<string, (string File, OnnxModel Model)>(StringComparer.Ordinal);
        foreach (var name in StagedGraphs.Names)
        {
            var file = folder.ChooseGraph($"onnx/{name}_model", variant);
            graphs[name] = (file, folder.Graph(file));
        }

        var stages = new PeAvStages(graphs);
        var size = stages.OutputOf(StagedHead.Audio.Stage, StagedHead.Audio.Output);
        foreach (var head in StagedHead.All)
            stages.Expect(head.Stage, head.Output, stages.OutputOf(head.Stage, head.Output), size, graphs[StagedHead.Audio.Stage].File);
        stages.Connect(StagedGraphs.Frame, StagedGraphs.Video, "frame_features");
        stages.Connect(StagedGraphs.Codec, StagedGraphs.Audio, "codec_features");
        stages.Connect(StagedGraphs.Audio, StagedGraphs.AudioVideo, "audio_hidden");
        stages.Connect(StagedGraphs.Video, StagedGraphs.AudioVideo, "video_hidden");
        stages.Connect(StagedGraphs.Audio, StagedGraphs.AudioPlusText, "audio_pooled");
        stages.Connect(StagedGraphs.Video, StagedGraphs.VideoPlusText, "video_pooled");
        stages.Connect(StagedGraphs.Text, StagedGraphs.AudioPlusText, "text_pooled");
        stages.Connect(StagedGraphs.Text, StagedGraphs.VideoPlusText, "text_pooled");
        return new PeAvStages(graphs) { EmbeddingSize = size };
    }

    /// <summary>The section <c>sizes</c> of a package.</summary>
    public JsonObject Sizes() => new()
    {
        ["frame"] = InputOf(StagedGraphs.Video, "frame_features"),
        ["codec"] = InputOf(StagedGraphs.Audio, "codec_features"),
        ["audio"] = InputOf(StagedGraphs.AudioPlusText, "audio_pooled"),
        ["video"] = InputOf(StagedGraphs.VideoPlusText, "video_pooled"),
        ["text"] = InputOf(StagedGraphs.AudioPlusText, "text_pooled"),
    };

    /// <summary>The section <c>graphs</c> of a package.</summary>
    public JsonObject Graphs() => new(_graphs.Select(graph => KeyValuePair.Create<string, JsonNode?>(
        graph.Key,
        new JsonObject { ["file"] = NameOf(graph.Key), ["alone"] = graph.Value.Model.QuantizesByBatch })));

    /// <summary>Adds the graphs to a package.</summary>
    public void AddTo(HubPackage package, HubFolder folder)
    {
        foreach (var (name, (file, model)) in _graphs)
            package.AddGraph(folder, NameOf(name), file, model);
    }

    /// <summary>Compares the size of pictures with what the graph of frames takes.</summary>
    /// <exception cref="HubFormatException">They differ.</exception>
    public void CheckPixels(HubPictures pictures)
    {
        var (file, model) = _graphs[StagedGraphs.Frame];
        if (Find(file, model.Inputs, "pixel_values", "inputs").Dimensions is [_, _, var height, var width]
            && ((height ?? pictures.Height) != pictures.Height || (width ?? pictures.Width) != pictures.Width))
            throw new HubFormatException(
                file, "pixel_values", $"takes {width}x{height}, and pictures are prepared to {pictures.Width}x{pictures.Height}",
                "Take graphs and settings of one model.");
    }

    private static string NameOf(string stage) => $"{stage}_model.onnx";

    // An exporter may leave an axis of an output open; that of the input that takes it tells.
    private void Connect(string from, string to, string tensor)
    {
        var (file, model) = _graphs[from];
        var taken = InputOf(to, tensor);
        if (Find(file, model.Outputs, tensor, "outputs").Dimensions is [.., { } given])
            Expect(from, tensor, (int)given, taken, _graphs[to].File);
    }

    private void Expect(string stage, string tensor, int found, int expected, string other)
    {
        if (found != expected)
            throw new HubFormatException(_graphs[stage].File, tensor, $"has {found} numbers, and {other} has {expected}", Remedy);
    }

    private int OutputOf(string stage, string tensor) => LastOf(_graphs[stage].File, Find(_graphs[stage].File, _graphs[stage].Model.Outputs, tensor, "outputs"));

    private int InputOf(string stage, string tensor) => LastOf(_graphs[stage].File, Find(_graphs[stage].File, _graphs[stage].Model.Inputs, tensor, "inputs"));

    private static int LastOf(string file, OnnxTensor tensor) => tensor.Dimensions is [.., { } size] ? (int)size
        : throw new HubFormatException(file, tensor.Name, "does not state how many numbers it has, its last axis", Remedy);

    private static OnnxTensor Find(string file, IReadOnlyList<OnnxTensor> tensors, string name, string kind)
    {
        var found = tensors.FirstOrDefault(tensor => tensor.Name == name)
            ?? throw new HubFormatException(
                file, name, $"is missing among the graph's {kind} [{string.Join(", ", tensors.Select(tensor => tensor.Name))}]", Remedy);
        return found.ElementType == OnnxTensor.Float
            ? found
            : throw new HubFormatException(file, name, $"is of {OnnxTensor.TypeName(found.ElementType)}, expected float32",
                "Choose --variant fp32, or keep inputs and outputs in float32 when exporting.");
    }
}
