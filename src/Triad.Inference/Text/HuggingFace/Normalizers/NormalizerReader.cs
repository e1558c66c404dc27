using Triad.Core.Text;
using Triad.Inference.Hub;

namespace Triad.Inference.Text.HuggingFace.Normalizers;

/// <summary>The normalisers of a tokenizer.json by their type, one line each.</summary>
internal static class NormalizerReader
{
    private static readonly Dictionary<string, Func<HubJson, INormalizer>> Types = new(StringComparer.Ordinal)
    {
        ["BertNormalizer"] = BertNormalizer.Read,
        ["Lowercase"] = _ => new TextFunction(LowerCase.OfCodePoints),
        ["NFC"] = _ => new TextFunction(UnicodeText.ToNfc),
        ["NFD"] = _ => new TextFunction(UnicodeText.ToNfd),
        ["NFKC"] = _ => new TextFunction(UnicodeText.ToNfkc),
        ["NFKD"] = _ => new TextFunction(UnicodeText.ToNfkd),
        ["Precompiled"] = PrecompiledNormalizer.Read,
        ["Prepend"] = json => Prepend(json["prepend"].Text()),
        ["Replace"] = json => Replace(Pattern.Read(json["pattern"]), json["content"].Text()),
        ["Sequence"] = json => Sequence([.. json["normalizers"].Items.Select(Read)]),
        ["Strip"] = json => Strip(json["strip_left"].Truth(true), json["strip_right"].Truth(true)),
        ["StripAccents"] = _ => new TextFunction(BertNormalizer.WithoutAccents),
    };

    /// <summary>Reads a normaliser.</summary>
    /// <exception cref="HubFormatException">It cannot be used.</exception>
    public static INormalizer Read(HubJson json)
    {
        if (json.IsNull)
            return new TextFunction(text => text);
        var type = json["type"];
        return Types.TryGetValue(type.Text(), out var read) ? read(json) : throw type.Unsupported(Types.Keys);
    }

    private static TextFunction Sequence(INormalizer[] parts) =>
        new(text => parts.Aggregate(text, (changed, part) => part.Normalize(changed)));

    private static TextFunction Prepend(string start) => new(text => text.Length == 0 ? text : start + text);

    private static TextFunction Replace(Pattern pattern, string content) => new(text =>
    {
        if (pattern.Find(text) is not { Count: > 0 } found)
            return text;
        var changed = new System.Text.StringBuilder(text.Length);
        var at = 0;
        foreach (var range in found)
        {
            changed.Append(text, at, range.Start.Value - at).Append(content);
            at = range.End.Value;
        }

        return changed.Append(text, at, text.Length - at).ToString();
    });

    private static TextFunction Strip(bool left, bool right) => new(text => (left, right) switch
    {
        (true, true) => text.Trim(),
        (true, false) => text.TrimStart(),
        (false, true) => text.TrimEnd(),
        _ => text,
    });

    private sealed class TextFunction(Func<string, string> function) : INormalizer
    {
        public string Normalize(string text) => function(text);
    }
}
