using System.Text;
using Triad.Inference.Hub;

namespace Triad.Inference.Text.HuggingFace.Splitters;

/// <summary>The pre-tokenizers of a tokenizer.json by their type, one line each.</summary>
internal static class SplitterReader
{
    private static readonly Dictionary<string, Func<HubJson, ISplitter>> Types = new(StringComparer.Ordinal)
    {
        ["BertPreTokenizer"] = _ => new RuneSplitter(Rune.IsWhiteSpace, CharacterClass.IsPunctuation),
        ["ByteLevel"] = json => new ByteLevelSplitter(json["add_prefix_space"].Truth(true), json["use_regex"].Truth(true)),
        ["Metaspace"] = MetaspaceSplitter.Read,
        ["Punctuation"] = json => new RuneSplitter(null, CharacterClass.IsPunctuation, Behavior(json["behavior"], SplitBehavior.Isolated)),
        ["Sequence"] = json => new SplitterSequence([.. json["pretokenizers"].Items.Select(Read)]),
        ["Split"] = json => new PatternSplitter(
            Pattern.Read(json["pattern"]), Behavior(json["behavior"], null), json["invert"].Truth(false)),
        ["WhitespaceSplit"] = _ => new RuneSplitter(Rune.IsWhiteSpace, null),
    };

    /// <summary>Reads a pre-tokenizer.</summary>
    /// <exception cref="HubFormatException">It cannot be used.</exception>
    public static ISplitter Read(HubJson json)
    {
        if (json.IsNull)
            return new SplitterSequence([]);
        var type = json["type"];
        return Types.TryGetValue(type.Text(), out var read) ? read(json) : throw type.Unsupported(Types.Keys);
    }

    private static SplitBehavior Behavior(HubJson json, SplitBehavior? otherwise) =>
        json.IsNull && otherwise is { } known ? known
        : Enum.TryParse<SplitBehavior>(json.Text(), out var behavior) && Enum.IsDefined(behavior) ? behavior
        : throw json.Unsupported(Enum.GetNames<SplitBehavior>());
}
