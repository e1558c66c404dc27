using Triad.Inference.Text.HuggingFace;

namespace Triad.Inference.Hub.Families;

/// <summary>How many tokens a sentence encoder takes: the least of what its files say.</summary>
internal static class SentenceLimit
{
    private const string Default = "sentence_bert_config.json";

    // Positions of these begin after the id that fills up.
    private static readonly string[] ShiftedPositions = ["camembert", "mpnet", "roberta", "xlm-roberta"];

    /// <summary>The transformer's settings, under the name of its architecture; nothing where there are none.</summary>
    public static HubJson Settings(HubFolder folder)
    {
        var found = Directory.EnumerateFiles(folder.Path, "sentence_*_config.json")
            .Select(Path.GetFileName).Order(StringComparer.Ordinal).FirstOrDefault();
        var settings = folder.JsonIfThere(found ?? Default);
        return settings.IsNull ? HubJson.Parse(Default, "{}"u8.ToArray()) : settings;
    }

    /// <summary>The most tokens of a text.</summary>
    /// <exception cref="HubFormatException">No file says.</exception>
    public static int Of(HubFolder folder, HubJson config)
    {
        var positions = config["max_position_embeddings"];
        var shift = ShiftedPositions.Contains(config["model_type"].Text(), StringComparer.Ordinal) ? config["pad_token_id"].Whole() + 1 : 0;
        var length = Settings(folder)["max_seq_length"];
        var tokenizer = folder.JsonIfThere("tokenizer_config.json");
        var limits = new List<double>();
        if (!positions.IsNull)
            limits.Add(positions.Whole() - shift);
        if (!length.IsNull)
            limits.Add(length.Whole());
        if (!tokenizer.IsNull && tokenizer["model_max_length"] is { IsNull: false } most)
            limits.Add(most.Number());
        if (limits.Count == 0)
            throw length.Because("is missing, and config.json has no max_position_embeddings");
        var least = limits.Append(HuggingFaceTokenizerKind.MostTokens).Min();
        return least >= 1 ? (int)least : throw length.Because($"leaves {least} tokens");
    }
}
