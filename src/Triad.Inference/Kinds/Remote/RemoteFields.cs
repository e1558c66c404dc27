using System.Text.Json.Nodes;
using Triad.Inference.Hub;

namespace Triad.Inference.Kinds.Remote;

/// <summary>The fields of a remote package that is to be made.</summary>
internal static class RemoteFields
{
    private const double SegmentSeconds = 8;

    /// <summary>The fields; the size of vectors is a guess until the endpoint has told it.</summary>
    public static JsonObject Of(RemotePackageRequest request)
    {
        var fields = new JsonObject
        {
            ["embedding_size"] = request.Dimensions ?? 1,
            ["segment_seconds"] = SegmentSeconds,
            ["modalities"] = Texts(request.Modalities),
            ["representations"] = Texts(request.Representations),
            ["mixes"] = request.Mixes,
            ["endpoint"] = Endpoint(request),
        };
        if (request.QueryPrompt.Length + request.DocumentPrompt.Length > 0)
            fields["prompts"] = Given(("query", request.QueryPrompt), ("document", request.DocumentPrompt));
        if (request.Modalities.Contains("v"))
            fields["video"] = new JsonObject
            {
                ["frame_rate"] = 1,
                ["most_frames"] = 8,
                ["longest_side"] = 448,
                ["as"] = request.SendsVideo ? "video" : "pictures",
            };
        if (request.Modalities.Contains("a"))
            fields["audio"] = new JsonObject { ["sample_rate"] = 16_000 };
        return fields;
    }

    private static JsonObject Endpoint(RemotePackageRequest request)
    {
        var endpoint = new JsonObject { ["url"] = request.Url };
        if (request.UrlVariable is { } variable)
            endpoint["url_variable"] = variable;
        endpoint["form"] = request.Form;
        endpoint["model"] = request.Model;
        if (request.Dimensions is not null)
            endpoint["dimensions"] = true;
        if (request.SecretVariable is not null || request.SecretFile is not null)
            endpoint["secret"] = Given(
                ("variable", request.SecretVariable ?? ""), ("file", request.SecretFile ?? ""), ("header", request.Header ?? ""));
        if (request.AllowsPlaintext)
            endpoint["plaintext"] = true;
        endpoint["batch"] = 16;
        endpoint["parallel"] = 4;
        endpoint["timeout_seconds"] = 60;
        endpoint["retries"] = 3;
        return endpoint;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    private static JsonObject Given(params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var given = new JsonObject();
        foreach (var (name, value) in fields)
            if (value.Length > 0)
                given[name] = value;
        return given;
    }
}
