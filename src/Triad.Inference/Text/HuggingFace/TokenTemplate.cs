using System.Text.Json;
using Triad.Inference.Hub;

namespace Triad.Inference.Text.HuggingFace;

/// <summary>The ids that stand before and after those of a text (a <c>post_processor</c>).</summary>
internal sealed record TokenTemplate(IReadOnlyList<long> Before, IReadOnlyList<long> After)
{
    private static readonly Dictionary<string, Func<HubJson, TokenTemplate>> Types = new(StringComparer.Ordinal)
    {
        ["BertProcessing"] = Pair,
        ["ByteLevel"] = _ => new TokenTemplate([], []),
        ["RobertaProcessing"] = Pair,
        ["Sequence"] = json => json["processors"].Items.Select(Read).Aggregate(
            new TokenTemplate([], []),
                (inner, outer) => new TokenTemplate([.. outer.Before, .. inner.Before], [.. inner.After, .. outer.After])),
        ["TemplateProcessing"] = ReadTemplate,
    };

    /// <summary>Reads a post-processor.</summary>
    /// <exception cref="HubFormatException">It cannot be used.</exception>
    public static TokenTemplate Read(HubJson json)
    {
        if (json.IsNull)
            return new TokenTemplate([], []);
        var type = json["type"];
        return Types.TryGetValue(type.Text(), out var read) ? read(json) : throw type.Unsupported(Types.Keys);
    }

    private static TokenTemplate Pair(HubJson json)
    {
        return new TokenTemplate([Id(json["cls"])], [Id(json["sep"])]);

        static long Id(HubJson pair) => pair.Items.ToArray() is [_, var id] ? id.Whole()
            : throw pair.Because("is no pair of a name and an id");
    }

    private static TokenTemplate ReadTemplate(HubJson json)
    {
        var (before, after, texts) = (new List<long>(), new List<long>(), 0);
        var single = json["single"];
        foreach (var item in single.Items)
        {
            if (item.Element.ValueKind == JsonValueKind.Object && !item["Sequence"].IsNull)
                texts++;
            else
                (texts == 0 ? before : after).AddRange(Ids(json["special_tokens"][item["SpecialToken"]["id"].Text()]));
        }

        return texts == 1 ? new TokenTemplate(before, after) : throw single.Because($"has the text {texts} times, expected once");

        static IEnumerable<long> Ids(HubJson token) => token["ids"].Items.Select(id => (long)id.Whole());
    }
}
