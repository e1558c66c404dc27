namespace Triad.Inference.Hub.Families;

/// <summary>CLIP (Radford et al. 2021) and what has its shape: a crop of the picture, a text of its own length.</summary>
internal sealed class ClipFamily : IHubFamily
{
    private const int DefaultLength = 77;

    /// <inheritdoc/>
    public string Name => "CLIP";

    /// <inheritdoc/>
    public bool Recognises(HubFolder folder) => folder.JsonIfThere("config.json") is { IsNull: false } config
        && config["model_type"].Text("") == "clip";

    /// <inheritdoc/>
    public HubPackage Read(HubFolder folder, HubVariant variant)
    {
        var config = folder.Json("config.json");
        var text = config["text_config"];
        var positions = text.IsNull || text["max_position_embeddings"].IsNull ? DefaultLength : text["max_position_embeddings"].Whole();
        return new TwoTowers
        {
            Vision = new TwoTowers.Tower(folder.ChooseGraph("onnx/vision_model", variant), "pixel_values", "image_embeds"),
            Text = new TwoTowers.Tower(folder.ChooseGraph("onnx/text_model", variant), "input_ids", "text_embeds"),
            Size = config["projection_dim"],
            Pictures = HubPictures.OfProcessor(folder),
            Tokenizer = "tokenizer.json",
            Vocabulary = text.IsNull ? text : text["vocab_size"],
            MaxTokens = positions,
        }.ToPackage(folder);
    }
}
