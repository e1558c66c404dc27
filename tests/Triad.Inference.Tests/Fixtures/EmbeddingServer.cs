using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>
/// An endpoint on loopback that embeds: each content has a vector that follows from its bytes. Tests change what it answers.
/// </summary>
internal sealed class EmbeddingServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EmbeddingServer(WebApplication app) => _app = app;

    /// <summary>Numbers of a vector.</summary>
    public int Size { get; set; } = 8;

    /// <summary>What makes this model another one.</summary>
    public string Model { get; set; } = "one";

    /// <summary>Answers before the usual answer is given, where it returns true.</summary>
    public Func<HttpContext, JsonNode, Task<bool>> Before { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>Changes the usual answer.</summary>
    public Action<JsonNode> Change { get; set; } = _ => { };

    /// <summary>The bodies of all requests.</summary>
    public ConcurrentQueue<JsonNode> Requests { get; } = new();

    /// <summary>The values of a header, request by request.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = new();

    public string Url => $"{_app.Urls.Single()}/v1/embeddings";

    public static async Task<EmbeddingServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 64 << 20);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new EmbeddingServer(app);
        app.MapPost("/v1/embeddings", server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>The vector of a text or a list of content parts, as it is in a request.</summary>
    public float[] VectorOf(JsonNode? content)
    {
        var hash = SHA512.HashData(System.Text.Encoding.UTF8.GetBytes($"{Model}|{content?.ToJsonString()}"));
        return [.. Enumerable.Range(0, Size).Select(i => (hash[i % hash.Length] - 127.5f) / 100)];
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        Requests.Enqueue(body);
        Authorizations.Enqueue($"{context.Request.Headers.Authorization}{context.Request.Headers["api-key"]}");
        if (await Before(context, body))
            return;
        JsonNode?[] inputs = body["input"] is JsonArray list ? [.. list] : body["items"] is JsonArray items ? [.. items]
            : [body["messages"]];
        var vectors = inputs.Select(input => new JsonArray([.. VectorOf(input).Select(value => (JsonNode)value)])).ToArray();
        JsonNode answer = body["items"] is not null
            ? new JsonObject { ["embeddings"] = new JsonArray([.. vectors]) }
            : new JsonObject
            {
                ["data"] = new JsonArray(
                    [.. vectors.Select((vector, i) => (JsonNode)new JsonObject { ["index"] = i, ["embedding"] = vector }).Reverse()]),
            };
        Change(answer);
        await context.Response.WriteAsync(answer.ToJsonString());
    }
}
