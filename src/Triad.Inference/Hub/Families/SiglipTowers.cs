namespace Triad.Inference.Hub.Families;

/// <summary>What both SigLIPs have in common.</summary>
internal static class SiglipTowers
{
    private const int DefaultLength = 64;

    /// <summary>True where config.json says siglip.</summary>
    public static bool IsSiglip(HubFolder folder) =>
        folder.JsonIfThere("config.json") is { IsNull: false } config && config["model_type"].Text("") == "siglip";

    /// <summary>True for byte pairs that fall back to bytes, as Gemma has them.</summary>
    public static bool HasGemmaTokenizer(HubFolder folder)
    {
        var model = folder.Json("tokenizer.json")["model"];
        return model["type"].Text("") == "BPE" && model["byte_fallback"].Truth(false);
    }

    /// <summary>Reads a folder.</summary>
    public static HubPackage Read(HubFolder folder, HubVariant variant, bool lowerCase)
    {
        var text = folder.Json("config.json")["text_config"];
        return new TwoTowers
        {
            Vision = new TwoTowers.Tower(folder.ChooseGraph("onnx/vision_model", variant), "pixel_values", "pooler_output"),
            Text = new TwoTowers.Tower(folder.ChooseGraph("onnx/text_model", variant), "input_ids", "pooler_output"),
            Size = text.IsNull ? text : text["projection_size"],
            Pictures = HubPictures.OfProcessor(folder),
            Tokenizer = "tokenizer.json",
            Vocabulary = text.IsNull ? text : text["vocab_size"],
            MaxTokens = text.IsNull || text["max_position_embeddings"].IsNull ? DefaultLength : text["max_position_embeddings"].Whole(),
            LowerCase = lowerCase,
            PadId = PadToken.Of(folder),
        }.ToPackage(folder);
    }
}
