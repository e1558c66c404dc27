using System.Text.Json.Nodes;
using Triad.Inference.Sound;

namespace Triad.Inference.Hub.Families;

/// <summary>Classifiers of sound in the shape of AST (Gong et al. 2021).</summary>
internal sealed class AstFamily : IHubFamily
{
    private const string Settings = "preprocessor_config.json";
    private const int DefaultRate = 16_000;
    private const int DefaultFrames = 1024;
    private const int DefaultBins = 128;

    /// <inheritdoc/>
    public string Name => "sound classifier (AST)";

    /// <inheritdoc/>
    public bool Recognises(HubFolder folder) => ClassifierGraphs.IsClassifier(folder, "audio-spectrogram-transformer");

    /// <inheritdoc/>
    public HubPackage Read(HubFolder folder, HubVariant variant)
    {
        var config = folder.Json(Settings);
        if (config["feature_extractor_type"].Text("ASTFeatureExtractor") != "ASTFeatureExtractor")
            throw config["feature_extractor_type"].Unsupported(["ASTFeatureExtractor"]);
        if (!config["do_normalize"].Truth(true))
            throw config["do_normalize"].Unsupported(["true"]);
        if (config["padding_side"].Text("right") != "right")
            throw config["padding_side"].Unsupported(["right"]);
        if (!config["padding_value"].IsNull && config["padding_value"].Number() != 0)
            throw config["padding_value"].Unsupported(["0"]);
        var (frames, bins) = (Whole(config, "max_length", DefaultFrames), Whole(config, "num_mel_bins", DefaultBins));
        var file = folder.ChooseGraph(folder.Has("model.onnx") ? "model" : "onnx/model", variant);
        return ClassifierGraphs.ToPackage(folder, file, "input_values", [frames, bins], "audio", new JsonObject
        {
            ["front_end"] = AstInputKind.FrontEnd,
            ["sample_rate"] = Whole(config, "sampling_rate", DefaultRate),
            ["mel_bins"] = bins,
            ["frames"] = frames,
            ["mean"] = config["mean"].Number(),
            ["std"] = config["std"].Number(),
        });
    }

    private static int Whole(HubJson config, string field, int otherwise) => config[field].IsNull ? otherwise : config[field].Whole();
}
