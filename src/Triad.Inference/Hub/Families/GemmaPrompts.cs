using System.Text.Json.Nodes;
using Triad.Inference.Kinds.Omni;

namespace Triad.Inference.Hub.Families;

/// <summary>
/// What stands before EmbeddingGemma 2's texts, by <c>config_sentence_transformers.json</c>; without the file what its makers publish.
/// </summary>
internal static class GemmaPrompts
{
    private const string File = "config_sentence_transformers.json";
    private const string Untitled = "title: none";
    private const string DefaultQuery = "task: search result | query: ";
    private const string DefaultDocument = "title: none | text: ";

    private static readonly string[] Query = ["SearchQuery", "query", "Retrieval-query"];
    private static readonly string[] Document = ["Document", "document", "Retrieval-document"];

    /// <summary>The prompts as a package of the kind omni has them.</summary>
    /// <exception cref="HubFormatException">The file has none of the names that are known.</exception>
    public static JsonObject Read(HubFolder folder)
    {
        var config = folder.JsonIfThere(File);
        var query = config.IsNull ? DefaultQuery : Of(config["prompts"], Query);
        var document = config.IsNull ? DefaultDocument : Of(config["prompts"], Document);
        var prompts = new JsonObject { ["query"] = query, ["document"] = document };
        if (document.Contains(Untitled, StringComparison.Ordinal))
            prompts["titled"] = document.Replace(Untitled, $"title: {OmniPrompts.Place}", StringComparison.Ordinal);
        return prompts;
    }

    private static string Of(HubJson prompts, string[] names)
    {
        foreach (var name in names)
            if (!prompts.IsNull && prompts[name] is { IsNull: false } prompt)
                return prompt.Text();
        throw prompts.Because($"has none of {string.Join(", ", names)}");
    }
}
