namespace Triad.Inference.Hub.Families;

/// <summary>CLAP (Wu et al. 2023), the models without fusion: sound of ten seconds, texts by RoBERTa with a mask.</summary>
internal sealed class ClapFamily : IHubFamily
{
    private const string UnfusedRemedy = "Take an unfused model, such as laion/clap-htsat-unfused.";

    // RoBERTa's positions begin behind the id that fills up, which is 1.
    private const int PadId = 1;
    private const int DefaultPositions = 514;

    /// <inheritdoc/>
    public string Name => "CLAP";

    /// <inheritdoc/>
    public bool Recognises(HubFolder folder) => folder.JsonIfThere("config.json") is { IsNull: false } config
        && config["model_type"].Text("") == "clap";

    /// <inheritdoc/>
    public HubPackage Read(HubFolder folder, HubVariant variant)
    {
        var config = folder.Json("config.json");
        var (audio, text) = (config["audio_config"], config["text_config"]);
        if (!audio.IsNull && audio["enable_fusion"].Truth(false))
            throw audio["enable_fusion"].Because("is true, and models with fusion choose parts of long sounds at random", UnfusedRemedy);
        return new TwoTowers
        {
            Hearing = new TwoTowers.Tower(folder.ChooseGraph("onnx/audio_model", variant), "input_features", "audio_embeds"),
            Text = new TwoTowers.Tower(folder.ChooseGraph("onnx/text_model", variant), "input_ids", "text_embeds"),
            Size = config["projection_dim"],
            Sounds = HubSounds.OfClap(folder),
            Tokenizer = "tokenizer.json",
            Vocabulary = text.IsNull ? text : text["vocab_size"],
            MaxTokens = LimitOf(folder, text),
        }.ToPackage(folder);
    }

    private static int LimitOf(HubFolder folder, HubJson text)
    {
        var pad = text.IsNull || text["pad_token_id"].IsNull ? PadId : text["pad_token_id"].Whole();
        var stated = text.IsNull || text["max_position_embeddings"].IsNull ? DefaultPositions : text["max_position_embeddings"].Whole();
        var positions = stated - pad - 1;
        if (positions < 1)
            throw text["max_position_embeddings"].Because($"leaves {positions} tokens");
        var most = folder.JsonIfThere("tokenizer_config.json") is { IsNull: false } tokenizer ? tokenizer["model_max_length"] : default;
        return most.IsNull ? positions : (int)Math.Clamp(most.Number(), 1, positions);
    }
}
