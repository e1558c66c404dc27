using System.Text.Json.Nodes;
using Triad.Inference.Kinds.DualEncoder;
using Triad.Inference.Onnx;
using Triad.Inference.Text.HuggingFace;

namespace Triad.Inference.Hub.Families;

/// <summary>
/// A folder of towers, one of texts beside one of pictures or of sound: what its families read of it, and the package that comes of it.
/// </summary>
internal sealed record TwoTowers
{
    private const string VisionFile = "vision_model.onnx";
    private const string HearingFile = "audio_model.onnx";
    private const string TextFile = "text_model.onnx";
    private const string TokenizerFile = "tokenizer.json";
    private const string MaskName = "attention_mask";
    private const double SegmentSeconds = 8;
    private const string Remedy = "Export the two towers, each by itself.";

    /// <summary>The graph of pictures; null where there is none.</summary>
    public Tower? Vision { get; init; }

    /// <summary>The graph of sound; null where there is none.</summary>
    public Tower? Hearing { get; init; }

    /// <summary>The graph of texts.</summary>
    public required Tower Text { get; init; }

    /// <summary>Numbers in a vector, and the field that states them.</summary>
    public required HubJson Size { get; init; }

    /// <summary>How pictures are prepared, where there is a graph of them.</summary>
    public HubPictures? Pictures { get; init; }

    /// <summary>How sound is prepared, where there is a graph of it.</summary>
    public HubSounds? Sounds { get; init; }

    /// <summary>The tokenizer's file.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>Ids of its vocabulary, by the model's own settings.</summary>
    public required HubJson Vocabulary { get; init; }

    /// <summary>Most ids of a text.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>True where texts are brought to lower case before the tokenizer's own steps.</summary>
    public bool LowerCase { get; init; }

    /// <summary>The id that fills up a text to its greatest length; null where texts keep their own.</summary>
    public int? PadId { get; init; }

    /// <summary>The package.</summary>
    /// <exception cref="HubFormatException">The graphs do not fit the settings.</exception>
    public HubPackage ToPackage(HubFolder folder)
    {
        var text = folder.Graph(Text.File);
        var size = SizeOf(Text, text);
        CheckVocabulary(folder);
        var graphs = new JsonObject();
        var fields = new JsonObject { ["embedding_size"] = size, ["segment_seconds"] = SegmentSeconds };
        var package = new HubPackage(DualEncoderKind.KindName, fields);
        if (Vision is not null)
        {
            fields["video"] = Pictures!.ToFields();
            AddMedia(package, folder, graphs, (DualEncoderGraphs.Vision, Vision, VisionFile), size, CheckPixels);
        }

        if (Hearing is not null)
        {
            fields["audio"] = Sounds!.ToFields();
            AddMedia(package, folder, graphs, (DualEncoderGraphs.Hearing, Hearing, HearingFile), size, CheckFeatures);
        }

        graphs[DualEncoderGraphs.Text] = TextFields(text);
        fields["text"] = new JsonObject
        {
            ["tokenizer"] = HuggingFaceTokenizerKind.TokenizerName,
            ["file"] = TokenizerFile,
            ["max_tokens"] = MaxTokens,
            ["lower_case"] = LowerCase,
        };
        fields["graphs"] = graphs;
        package.AddGraph(folder, TextFile, Text.File, text);
        package.Add(TokenizerFile, Tokenizer);
        return package;
    }

    private void AddMedia(
        HubPackage package, HubFolder folder, JsonObject graphs, (string Name, Tower Tower, string File) media, int size,
            Action<OnnxModel> check)
    {
        var graph = folder.Graph(media.Tower.File);
        if (SizeOf(media.Tower, graph) is var other && other != size)
            throw new HubFormatException(media.Tower.File, media.Tower.Output, $"has {other} numbers, and {Text.File} gives {size}",
                "Take both graphs of one model.");
        check(graph);
        graphs[media.Name] = Fields(media.File, media.Tower, graph);
        package.AddGraph(folder, media.File, media.Tower.File, graph);
    }

    private static JsonObject Fields(string file, Tower tower, OnnxModel graph)
    {
        var rows = Input(tower, graph).Dimensions is [{ } fixedRows, ..] ? fixedRows : (long?)null;
        if (rows is not null and not 1)
            throw new HubFormatException(tower.File, tower.Input, $"takes batches of {rows}",
                "Export it for batches of any size, or of one.");
        return new JsonObject
        {
            ["file"] = file,
            ["input"] = tower.Input,
            ["output"] = tower.Output,
            ["batch"] = rows is 1 ? "one" : graph.QuantizesByBatch ? "alone" : "shared",
        };
    }

    private JsonObject TextFields(OnnxModel graph)
    {
        var fields = Fields(TextFile, Text, graph);
        var ids = Input(Text, graph);
        fields["ids"] = ids.ElementType == OnnxTensor.Int32 ? "int32" : "int64";
        if (ids.Dimensions is [_, { } length] && (PadId is null || length != MaxTokens))
            throw new HubFormatException(Text.File, Text.Input, $"takes {length} ids, and the model's settings say {MaxTokens}",
                "Take graph and settings of one model.");
        if (PadId is not null)
            fields["length"] = MaxTokens;
        fields["pad_id"] = PadId ?? 0;
        if (graph.Inputs.Any(input => input.Name == MaskName))
            fields["mask"] = MaskName;
        return fields;
    }

    private int SizeOf(Tower tower, OnnxModel graph)
    {
        var output = graph.Outputs.FirstOrDefault(output => output.Name == tower.Output)
            ?? throw new HubFormatException(
                tower.File, tower.Output, $"is missing among the graph's outputs [{string.Join(", ",
                    graph.Outputs.Select(tensor => tensor.Name))}]", Remedy);
        if (output.ElementType != OnnxTensor.Float)
            throw new HubFormatException(
                tower.File, tower.Output, $"is of {OnnxTensor.TypeName(output.ElementType)}, expected float32",
                    "Choose --variant fp32, or keep inputs and outputs in float32 when exporting.");
        var stated = Size.IsNull ? (int?)null : Size.Whole();
        var found = output.Dimensions is [_, { } width] ? (int)width
            : stated ?? throw Size.Because("is missing, and the graph does not state it");
        return stated is null || stated == found
            ? found
            : throw new HubFormatException(tower.File, tower.Output,
                $"has {found} numbers, and {Size.File} states {Size.Path} {stated}", "Take graph and settings of one model.");
    }

    private void CheckPixels(OnnxModel graph)
    {
        var pixels = Input(Vision!, graph);
        if (pixels.Dimensions is [_, _, var height, var width]
            && ((height ?? Pictures!.Height) != Pictures!.Height || (width ?? Pictures.Width) != Pictures.Width))
            throw new HubFormatException(
                Vision!.File, Vision.Input, $"takes {width}x{height}, and pictures are prepared to {Pictures.Width}x{Pictures.Height}",
                    "Take graph and settings of one model.");
    }

    private void CheckFeatures(OnnxModel graph)
    {
        // Fused models take several views of a sound, and are told which sounds are long.
        if (graph.Inputs.FirstOrDefault(input => input.Name != Hearing!.Input) is { } other)
            throw new HubFormatException(
                Hearing!.File, other.Name, "is an input that this version does not know", "Export an unfused model.");
        var (frames, bins) = Sounds!.Size;
        if (Input(Hearing!, graph).Dimensions is [_, _, var time, var mels] && ((time ?? frames) != frames || (mels ?? bins) != bins))
            throw new HubFormatException(
                Hearing!.File, Hearing.Input, $"takes {time}x{mels}, and sound is prepared to {frames}x{bins}",
                    "Take graph and settings of one model.");
    }

    private void CheckVocabulary(HubFolder folder)
    {
        var largest = TokenizerParts.Read(folder.Json(Tokenizer)).LargestId;
        if (!Vocabulary.IsNull && largest >= Vocabulary.Whole())
            throw Vocabulary.Because($"is {Vocabulary.Whole()}, and {Tokenizer} gives ids up to {largest}");
    }

    private static OnnxTensor Input(Tower tower, OnnxModel graph) => graph.Inputs.FirstOrDefault(input => input.Name == tower.Input)
        ?? throw new HubFormatException(
            tower.File, tower.Input, $"is missing among the graph's inputs [{string.Join(", ",
                graph.Inputs.Select(tensor => tensor.Name))}]", Remedy);

    /// <summary>One graph.</summary>
    /// <param name="File">Where it lies.</param>
    /// <param name="Input">The input of pixels or ids.</param>
    /// <param name="Output">The vector.</param>
    internal sealed record Tower(string File, string Input, string Output);
}
