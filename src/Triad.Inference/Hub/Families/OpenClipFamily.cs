namespace Triad.Inference.Hub.Families;

/// <summary>
/// Exports of open_clip as photo servers keep them: <c>visual</c> and <c>textual</c>, often for a batch of one. PE-Core and CLIP come
/// so. Texts are filled up with 0, whatever tokenizer_config.json says.
/// </summary>
internal sealed class OpenClipFamily : IHubFamily
{
    private const int DefaultLength = 77;
    private const string Preparation = "visual/preprocess_cfg.json";

    /// <inheritdoc/>
    public string Name => "open_clip";

    /// <inheritdoc/>
    public bool Recognises(HubFolder folder) =>
        folder.JsonIfThere("config.json") is { IsNull: false } config && !config["vision_cfg"].IsNull && !config["text_cfg"].IsNull;

    /// <inheritdoc/>
    public HubPackage Read(HubFolder folder, HubVariant variant)
    {
        var config = folder.Json("config.json");
        var text = config["text_cfg"];

        // Such models clean and fill up texts in ways of their own.
        foreach (var other in (string[])["hf_tokenizer_name", "hf_model_name", "tokenizer_kwargs"])
            if (!text[other].IsNull)
                throw text[other].Because("is given, and texts of such models are prepared in a way that this version does not know",
                    "Take the model in the hub's own layout.");
        return new TwoTowers
        {
            Vision = new TwoTowers.Tower(folder.ChooseGraph("visual/model", variant), "image", "embedding"),
            Text = new TwoTowers.Tower(folder.ChooseGraph("textual/model", variant), "text", "embedding"),
            Size = config["embed_dim"],
            Pictures = HubPictures.OfOpenClip(folder.Json(Preparation)),
            Tokenizer = "textual/tokenizer.json",
            Vocabulary = text["vocab_size"],
            MaxTokens = text["context_length"].IsNull ? DefaultLength : text["context_length"].Whole(),
            PadId = 0,
        }.ToPackage(folder);
    }
}
