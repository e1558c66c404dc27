using System.Text.Json.Nodes;

namespace Triad.Inference.Hub.Families;

/// <summary>What stands before texts that ask and texts that are stored, by <c>config_sentence_transformers.json</c>.</summary>
internal static class SentencePrompts
{
    private static readonly string[] Query = ["query"];
    private static readonly string[] Document = ["document", "passage"];

    /// <summary>The prompts as a package of the kind text has them; empty ones are left out.</summary>
    public static JsonObject Read(HubFolder folder)
    {
        var prompts = new JsonObject();
        var config = folder.JsonIfThere("config_sentence_transformers.json");
        if (config.IsNull || config["prompts"].IsNull)
            return prompts;
        Add(prompts, "query", config, Query);
        Add(prompts, "document", config, Document);
        return prompts;
    }

    private static void Add(JsonObject prompts, string name, HubJson config, IEnumerable<string> names)
    {
        string[] candidates = config["default_prompt_name"] is { IsNull: false } usual ? [.. names, usual.Text()] : [.. names];
        foreach (var candidate in candidates)
        {
            if (config["prompts"][candidate] is not { IsNull: false } prompt)
                continue;
            if (!string.IsNullOrWhiteSpace(prompt.Text()))
                prompts[name] = prompt.Text();
            return;
        }
    }
}
