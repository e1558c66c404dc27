using System.Text.Json;
using System.Text.Json.Nodes;

namespace Triad.Inference.Hub.Downloads.Sources;

/// <summary>Makes the tokenizer.json of a model that has its vocabulary alone: BERT's uncased WordPiece.</summary>
internal static class WordPieceFile
{
    private const string Vocabulary = "vocab.txt";
    private const string Tokenizer = "tokenizer.json";
    private const string Unknown = "[UNK]";
    private const string Begin = "[CLS]";
    private const string End = "[SEP]";

    /// <summary>Writes tokenizer.json where there is a vocabulary and no such file.</summary>
    /// <exception cref="InvalidDataException">The vocabulary lacks a special token.</exception>
    public static void Complete(string folder)
    {
        var path = Path.Combine(folder, Vocabulary);
        if (!File.Exists(path) || File.Exists(Path.Combine(folder, Tokenizer)))
            return;
        var ids = new JsonObject();
        var words = File.ReadAllText(path).Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        for (var id = 0; id < words.Length; id++)
        {
            if (words[id].Length > 0)
                ids[words[id]] = id;
        }

        var added = new JsonArray([.. ((string[])["[PAD]", Unknown, Begin, End, "[MASK]"]).Select(name => Special(name, Id(ids, name)))]);
        var json = new JsonObject
        {
            ["version"] = "1.0",
            ["added_tokens"] = added,
            ["normalizer"] = new JsonObject
            {
                ["type"] = "BertNormalizer",
                ["clean_text"] = true,
                ["handle_chinese_chars"] = true,
                ["strip_accents"] = null,
                ["lowercase"] = true,
            },
            ["pre_tokenizer"] = new JsonObject { ["type"] = "BertPreTokenizer" },
            ["post_processor"] = new JsonObject
            {
                ["type"] = "BertProcessing",
                ["sep"] = new JsonArray(End, Id(ids, End)),
                ["cls"] = new JsonArray(Begin, Id(ids, Begin)),
            },
            ["model"] = new JsonObject
            {
                ["type"] = "WordPiece",
                ["unk_token"] = Unknown,
                ["continuing_subword_prefix"] = "##",
                ["max_input_chars_per_word"] = 100,
                ["vocab"] = ids,
            },
        };
        File.WriteAllText(Path.Combine(folder, Tokenizer), json.ToJsonString(JsonSerializerOptions.Default));
    }

    private static int Id(JsonObject ids, string name) =>
        ids[name]?.GetValue<int>() ?? throw new InvalidDataException($"{Vocabulary} has no {name}");

    private static JsonObject Special(string name, int id) => new()
    {
        ["id"] = id,
        ["content"] = name,
        ["single_word"] = false,
        ["lstrip"] = false,
        ["rstrip"] = false,
        ["normalized"] = false,
        ["special"] = true,
    };
}
