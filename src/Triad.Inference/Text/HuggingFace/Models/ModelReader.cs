using Triad.Inference.Hub;

namespace Triad.Inference.Text.HuggingFace.Models;

/// <summary>The models of a tokenizer.json by their type, one line each.</summary>
internal static class ModelReader
{
    private static readonly Dictionary<string, Func<HubJson, IReadOnlySet<string>, (ITokenModel Model, int LargestId)>> Types =
        new(StringComparer.Ordinal)
        {
            ["BPE"] = (json, special) => With(json, special, BpeModel.Read),
            ["Unigram"] = (json, special) => UnigramModel.Read(json, special) is var model ? (model, model.LargestId) : default,
            ["WordPiece"] = (json, special) => With(json, special, WordPieceModel.Read),
        };

    /// <summary>Reads a model, and tells its largest id.</summary>
    /// <param name="json">The section.</param>
    /// <param name="special">Names that no text may give the ids of.</param>
    /// <exception cref="HubFormatException">It cannot be used.</exception>
    public static (ITokenModel Model, int LargestId) Read(HubJson json, IReadOnlySet<string> special)
    {
        var type = json["type"];
        return Types.TryGetValue(type.Text(), out var read) ? read(json, special) : throw type.Unsupported(Types.Keys);
    }

    private static (ITokenModel Model, int LargestId) With(
        HubJson json, IReadOnlySet<string> special, Func<HubJson, Vocabulary, ITokenModel> read)
    {
        var vocabulary = Vocabulary.Read(json, special);
        return (read(json, vocabulary), vocabulary.LargestId);
    }
}
