using System.Text.Json.Nodes;
using Triad.Inference.Kinds.Omni;
using Triad.Inference.Onnx;
using Triad.Inference.Text.HuggingFace;

namespace Triad.Inference.Hub.Families;

/// <summary>EmbeddingGemma 2: text, pictures, frames and sound through one transformer, its encoders and its text graph apart.</summary>
internal sealed class EmbeddingGemma2Family : IHubFamily
{
    private const string TokenizerFile = "tokenizer.json";
    private const string Processor = "processor_config.json";
    private const double SegmentSeconds = 8;

    /// <inheritdoc/>
    public string Name => "EmbeddingGemma 2";

    /// <inheritdoc/>
    public bool Recognises(HubFolder folder) =>
        folder.JsonIfThere("config.json") is { IsNull: false } config && config["model_type"].Text("") == "embedding_gemma2";

    /// <inheritdoc/>
    public HubPackage Read(HubFolder folder, HubVariant variant)
    {
        if (variant == HubVariant.Fp16)
            throw new HubFormatException("--variant", "", "is fp16, in which this model's numbers overflow: its vectors would hold NaN",
                "Choose --variant fp32, int8 or q4.");
        var (config, processor) = (folder.Json("config.json"), folder.Json(Processor));
        var text = config["text_config"];
        var (size, hidden) = (text["embedding_dim"].Whole(), text["hidden_size"].Whole());
        var (pictures, sound) = (config["vision_config"], config["audio_config"]);
        var fields = new JsonObject
        {
            ["modalities"] = Names("t", pictures.IsNull ? null : "v", sound.IsNull ? null : "a"),
            ["embedding_size"] = size,
            ["representations"] = Names("full"),
            ["segment_seconds"] = SegmentSeconds,
            ["text"] = new JsonObject
            {
                ["tokenizer"] = HuggingFaceTokenizerKind.TokenizerName,
                ["file"] = TokenizerFile,
                ["max_tokens"] = Math.Min(text["max_position_embeddings"].Whole(), HuggingFaceTokenizerKind.MostTokens),
            },
            ["prompts"] = GemmaPrompts.Read(folder),
        };
        if (!pictures.IsNull)
            fields["video"] = GemmaProcessor.Pictures(processor, pictures);
        if (!sound.IsNull)
            fields["audio"] = GemmaProcessor.Sound(processor);
        fields["tokens"] = GemmaTokens.Read(folder, config, text, hidden);
        var package = new HubPackage(OmniKind.KindName, fields) { CutFrom = size };
        fields["graphs"] = Graphs(folder, package, variant, (!pictures.IsNull, !sound.IsNull), (size, hidden));
        package.Add(TokenizerFile, TokenizerFile);
        return package;
    }

    private static JsonObject Graphs(
        HubFolder folder, HubPackage package, HubVariant variant, (bool Pictures, bool Sound) has, (int Embedding, int Hidden) sizes)
    {
        var graphs = new JsonObject
        {
            ["text"] = Add(folder.ChooseGraph("onnx/model", variant), "sentence_embedding", sizes.Embedding),
        };
        if (has.Pictures)
            graphs["video"] = Add(folder.ChooseGraphOrFull("onnx/vision_encoder", variant), "image_features", sizes.Hidden);
        if (has.Sound)
            graphs["audio"] = Add(folder.ChooseGraphOrFull("onnx/audio_encoder", variant), "audio_features", sizes.Hidden);
        return graphs;

        JsonObject Add(string file, string output, int numbers)
        {
            var graph = folder.Graph(file);
            var names = string.Join(", ", graph.Outputs.Select(tensor => tensor.Name));
            var found = graph.Outputs.FirstOrDefault(tensor => tensor.Name == output)
                ?? throw new HubFormatException(file, output, $"is missing among the graph's outputs [{names}]",
                    "Take the graphs of the model's ONNX repository.");
            if (found.Dimensions is [_, { } width] && width != numbers)
                throw new HubFormatException(file, output, $"has {width} numbers, and config.json states {numbers}",
                    "Take graphs and config.json of one model.");
            package.AddGraph(folder, Path.GetFileName(file), file, graph);
            return new JsonObject { ["file"] = Path.GetFileName(file), ["alone"] = graph.QuantizesByBatch };
        }
    }

    private static JsonArray Names(params string?[] names) =>
        new([.. names.Where(name => name is not null).Select(name => (JsonNode)name!)]);
}
