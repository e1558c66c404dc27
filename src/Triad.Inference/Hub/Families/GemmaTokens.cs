using System.Text.Json.Nodes;
using Triad.Inference.Text.HuggingFace;

namespace Triad.Inference.Hub.Families;

/// <summary>The ids of EmbeddingGemma 2 that are no text, by <c>config.json</c>.</summary>
internal static class GemmaTokens
{
    private static readonly (string Name, string[] Fields)[] Marks =
    [
        ("picture", ["image_token_id"]),
        ("frame", ["video_token_id"]),
        ("picture_begin", ["boi_token_id"]),
        ("picture_end", ["eoi_token_id", "eoi_token_index"]),
        ("sound", ["audio_token_id"]),
        ("sound_begin", ["boa_token_id"]),
        ("sound_end", ["eoa_token_id", "eoa_token_index"]),
    ];

    /// <summary>The section <c>tokens</c> of a package.</summary>
    /// <param name="folder">The hub's folder.</param>
    /// <param name="config">config.json.</param>
    /// <param name="text">Its part on the text graph.</param>
    /// <param name="size">Numbers of a soft token.</param>
    /// <exception cref="HubFormatException">An id is missing, or a text could yield it.</exception>
    public static JsonObject Read(HubFolder folder, HubJson config, HubJson text, int size)
    {
        var tokenizer = folder.Json("tokenizer.json");
        var (largest, rows) = (TokenizerParts.Read(tokenizer).LargestId, text["vocab_size"].Whole());
        if (largest >= rows)
            throw text["vocab_size"].Because($"is {rows}, and tokenizer.json gives ids up to {largest}");
        HashSet<int> special =
        [
            .. tokenizer["added_tokens"].Items.Where(token => token["special"].Truth(false)).Select(token => token["id"].Whole()),
        ];
        var tokens = new JsonObject
        {
            ["size"] = size,
            ["pad"] = text["pad_token_id"].IsNull ? 0 : text["pad_token_id"].Whole(),
        };
        foreach (var (name, fields) in Marks)
        {
            var field = fields.Select(field => config[field]).FirstOrDefault(field => !field.IsNull, config[fields[0]]);
            if (!special.Contains(field.Whole()))
                throw field.Because($"is {field.Whole()}, which is no special token of tokenizer.json: a text could yield it",
                    "Take both files of one model.");
            tokens[name] = field.Whole();
        }

        return tokens;
    }
}
