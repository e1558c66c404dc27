using System.Text.Json.Nodes;
using Triad.Inference.Text.HuggingFace;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A tokenizer.json made of its parts.</summary>
internal static class SmallTokenizer
{
    public static HuggingFaceTokenizer Of(string model, string? splitter = null, string? normalizer = null, string? added = null,
        string? template = null) =>
        new(Read(model, splitter, normalizer, added, template), 10_000, lowerCase: false);

    public static TokenizerParts Read(
        string model, string? splitter = null, string? normalizer = null, string? added = null, string? template = null)
    {
        var file = new JsonObject
        {
            ["model"] = JsonNode.Parse(model),
            ["pre_tokenizer"] = splitter is null ? null : JsonNode.Parse(splitter),
            ["normalizer"] = normalizer is null ? null : JsonNode.Parse(normalizer),
            ["added_tokens"] = added is null ? null : JsonNode.Parse(added),
            ["post_processor"] = template is null ? null : JsonNode.Parse(template),
        };
        return TokenizerParts.Read("tokenizer.json", System.Text.Encoding.UTF8.GetBytes(file.ToJsonString()));
    }
}
