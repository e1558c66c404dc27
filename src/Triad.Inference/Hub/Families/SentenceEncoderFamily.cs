using System.Text.Json.Nodes;
using Triad.Inference.Kinds.Text;
using Triad.Inference.Onnx;
using Triad.Inference.Text.HuggingFace;

namespace Triad.Inference.Hub.Families;

/// <summary>
/// Sentence encoders as sentence-transformers keeps them: a transformer, a pooling and a normalisation by <c>modules.json</c>, prompts and
/// a greatest length beside it. MiniLM, E5, BGE, Arctic and others of that shape.
/// </summary>
internal sealed class SentenceEncoderFamily : IHubFamily
{
    private const string TokenizerFile = "tokenizer.json";
    private const double SegmentSeconds = 8;

    private static readonly string[] Types =
    [
        "albert", "bert", "camembert", "distilbert", "electra", "modernbert", "mpnet", "nomic_bert", "roberta", "xlm-roberta",
    ];

    private static readonly string[] Outputs = ["last_hidden_state", "token_embeddings"];

    /// <inheritdoc/>
    public string Name => "sentence encoder";

    /// <inheritdoc/>
    public bool Recognises(HubFolder folder) =>
        folder.JsonIfThere("config.json") is { IsNull: false } config
            && Types.Contains(config["model_type"].Text(""), StringComparer.Ordinal);

    /// <inheritdoc/>
    public HubPackage Read(HubFolder folder, HubVariant variant)
    {
        var config = folder.Json("config.json");
        var size = (config["hidden_size"] is { IsNull: false } hidden ? hidden : config["dim"]).Whole();
        var modules = SentenceModules.Read(folder, size);
        CheckVocabulary(folder, config);
        var file = folder.ChooseGraph(folder.Has("model.onnx") ? "model" : "onnx/model", variant);
        var graph = folder.Graph(file);
        var fields = new JsonObject
        {
            ["embedding_size"] = size,
            ["segment_seconds"] = SegmentSeconds,
            ["text"] = new JsonObject
            {
                ["tokenizer"] = HuggingFaceTokenizerKind.TokenizerName,
                ["file"] = TokenizerFile,
                ["max_tokens"] = SentenceLimit.Of(folder, config),
                ["lower_case"] = SentenceLimit.Settings(folder)["do_lower_case"].Truth(false),
            },
            ["pooling"] = modules.Pooling,
        };
        if (SentencePrompts.Read(folder) is { Count: > 0 } prompts)
            fields["prompts"] = prompts;
        fields["graph"] = new JsonObject
        {
            ["file"] = "model.onnx",
            ["output"] = OutputOf(file, graph, size),
            ["token_types"] = TakesTypes(file, graph),
            ["pad_id"] = config["pad_token_id"] is { IsNull: false } pad ? pad.Whole() : 0,
            ["alone"] = graph.QuantizesByBatch,
        };
        var package = new HubPackage("text", fields);
        package.AddGraph(folder, "model.onnx", file, graph);
        package.Add(TokenizerFile, TokenizerFile);
        return package;
    }

    private static void CheckVocabulary(HubFolder folder, HubJson config)
    {
        var largest = TokenizerParts.Read(folder.Json(TokenizerFile)).LargestId;
        var rows = config["vocab_size"].Whole();
        if (largest >= rows)
            throw config["vocab_size"].Because($"is {rows}, and {TokenizerFile} gives ids up to {largest}");
    }

    private static bool TakesTypes(string file, OnnxModel graph)
    {
        var names = graph.Inputs.Select(input => input.Name).ToArray();
        var all = TextGraph.InputsOf(tokenTypes: true);
        var types = names.Contains(all[TextGraph.Types], StringComparer.Ordinal);
        var wanted = TextGraph.InputsOf(types);
        if (wanted.Except(names).FirstOrDefault() is { } missing)
            throw new HubFormatException(file, missing, $"is missing among the graph's inputs [{string.Join(", ", names)}]",
                "Export the transformer alone, for feature extraction.");
        if (names.Except(wanted).FirstOrDefault() is { } other)
            throw new HubFormatException(file, other, "is an input that sentence encoders do not have",
                "Export the transformer alone, for feature extraction.");
        return types;
    }

    private static string OutputOf(string file, OnnxModel graph, int size)
    {
        var output = graph.Outputs.FirstOrDefault(output => Outputs.Contains(output.Name, StringComparer.Ordinal))
            ?? throw new HubFormatException(
                file,
                Outputs[0],
                $"is missing among the graph's outputs [{string.Join(", ", graph.Outputs.Select(tensor => tensor.Name))}]",
                "Export the transformer alone, for feature extraction.");
        if (output.ElementType != OnnxTensor.Float)
            throw new HubFormatException(file, output.Name, $"is of {OnnxTensor.TypeName(output.ElementType)}, expected float32",
                "Choose --variant fp32, or keep inputs and outputs in float32 when exporting.");
        return output.Dimensions is [_, _, { } width] && width != size
            ? throw new HubFormatException(file, output.Name, $"has {width} numbers a token, and config.json states {size}",
                "Take graph and config.json of one model.")
            : output.Name;
    }
}
