using System.Text.Json.Nodes;
using Triad.Inference.Kinds.Staged;
using Triad.Inference.Text.HuggingFace;

namespace Triad.Inference.Hub.Families;

/// <summary>
/// PE-AV (Vyas et al. 2025), exported in eight stages: the hub has no graphs of it, tools/export/pe_av.py makes them of a checkpoint.
/// </summary>
internal sealed class PeAvFamily : IHubFamily
{
    private const double SegmentSeconds = 8;
    private const double FrameRate = 2;
    private const int MostTokens = 512;
    private const string Processor = "processor_config.json";
    private const string TokenizerFile = "tokenizer.json";
    private const string TokenizerSettings = "tokenizer_config.json";

    /// <inheritdoc/>
    public string Name => "PE-AV";

    /// <inheritdoc/>
    public bool Recognises(HubFolder folder) =>
        folder.JsonIfThere("config.json") is { IsNull: false } config && config["model_type"].Text("") == "pe_audio_video";

    /// <inheritdoc/>
    public HubPackage Read(HubFolder folder, HubVariant variant)
    {
        var text = folder.Json("config.json")["text_config"];
        var stages = PeAvStages.Read(folder, variant);
        CheckVocabulary(folder, text["vocab_size"]);
        var processor = folder.Json(Processor);
        var fields = new JsonObject
        {
            ["embedding_size"] = stages.EmbeddingSize,
            ["segment_seconds"] = SegmentSeconds,
            ["representations"] = new JsonArray([.. StagedSpaces.Stored.Select(stored => (JsonNode)stored.Name)]),
            ["video"] = Pictures(processor["video_processor"], stages),
            ["audio"] = Sound(processor["feature_extractor"]),
            ["text"] = new JsonObject
            {
                ["tokenizer"] = HuggingFaceTokenizerKind.TokenizerName,
                ["file"] = TokenizerFile,
                ["max_tokens"] = LengthOf(folder, text),
                ["lower_case"] = false,
            },
            ["pad_id"] = text["pad_token_id"].IsNull ? PadToken.Of(folder) : text["pad_token_id"].Whole(),
            ["sizes"] = stages.Sizes(),
            ["graphs"] = stages.Graphs(),
            ["logits"] = PeAvLogits.Read(folder),
        };
        if (processor["video_processor"]["num_frames"] is { IsNull: false } taken)
            fields["frames_taken"] = taken.Whole();
        if (PeAvLogits.ReadLengths(folder) is { } lengths)
            fields["lengths"] = lengths;
        var package = new HubPackage(StagedKind.KindName, fields);
        stages.AddTo(package, folder);
        package.Add(TokenizerFile, TokenizerFile);
        return package;
    }

    private static JsonObject Pictures(HubJson config, PeAvStages stages)
    {
        if (config.IsNull)
            throw config.Because("is missing, which says how frames are prepared", "Save the processor's files beside the graphs.");
        var pictures = HubPictures.OfSettings(config, "bilinear");
        stages.CheckPixels(pictures);
        var fields = pictures.ToFields();
        fields["frame_rate"] = FrameRate;
        return fields;
    }

    private static JsonObject Sound(HubJson config)
    {
        if (config.IsNull)
            throw config.Because("is missing, which says how sound is prepared", "Save the processor's files beside the graphs.");
        if (!config["feature_size"].IsNull && config["feature_size"].Whole() != 1)
            throw config["feature_size"].Unsupported(["1 (one channel)"]);
        return new JsonObject { ["sample_rate"] = config["sampling_rate"].Whole(), ["samples_per_tick"] = config["hop_length"].Whole() };
    }

    private static int LengthOf(HubFolder folder, HubJson text)
    {
        var limits = new List<double> { MostTokens };
        if (!text["max_position_embeddings"].IsNull)
            limits.Add(text["max_position_embeddings"].Whole());
        if (folder.JsonIfThere(TokenizerSettings) is { IsNull: false } settings && settings["model_max_length"] is { IsNull: false } most)
            limits.Add(most.Number());
        return limits.Min() is >= 1 and var least ? (int)least : throw text["max_position_embeddings"].Because($"leaves {limits.Min()} tokens");
    }

    private static void CheckVocabulary(HubFolder folder, HubJson rows)
    {
        var largest = TokenizerParts.Read(folder.Json(TokenizerFile)).LargestId;
        if (largest >= rows.Whole())
            throw rows.Because($"is {rows.Whole()}, and {TokenizerFile} gives ids up to {largest}");
    }
}
