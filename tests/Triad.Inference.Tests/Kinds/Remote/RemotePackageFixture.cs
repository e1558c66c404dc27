using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Inference.Hub;
using Triad.Inference.Kinds.Remote;
using Triad.Inference.Packages;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Remote;

/// <summary>A models folder with a remote package, and an endpoint for it.</summary>
internal sealed class RemotePackageFixture : IAsyncDisposable
{
    private const string Id = "far";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("triad-remote-");
    private readonly TimeProvider _time;
    private InferenceFixture? _inference;

    private RemotePackageFixture(EmbeddingServer server, TimeProvider time) => (Server, _time) = (server, time);

    public EmbeddingServer Server { get; set; }

    /// <summary>What the operator reads.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public string Folder => Path.Combine(_root.FullName, Id);

    public string Manifest => File.ReadAllText(Path.Combine(Folder, ModelManifest.FileName));

    public static async Task<RemotePackageFixture> StartAsync(TimeProvider? time = null) =>
        new(await EmbeddingServer.StartAsync(), time ?? TimeProvider.System);

    /// <summary>Makes the package as the tool does.</summary>
    public async Task<Result<ImportedModel>> MakeAsync(Func<RemotePackageRequest, RemotePackageRequest>? change = null)
    {
        var request = new RemotePackageRequest(Folder, Server.Url, "model-of-a-test");
        await using var services = InferenceFixture.Compose(_root.FullName, register: Register);
        return await services.GetRequiredService<IRemotePackager>().MakeAsync(change?.Invoke(request) ?? request, CancellationToken.None);
    }

    /// <summary>Changes model.json.</summary>
    public void Edit(Action<JsonNode> change)
    {
        var json = JsonNode.Parse(Manifest)!;
        change(json);
        File.WriteAllText(Path.Combine(Folder, ModelManifest.FileName), json.ToJsonString());
    }

    /// <summary>Loads the package.</summary>
    public async Task<Result<IEmbedder>> LoadAsync()
    {
        _inference?.Dispose();
        _inference = new InferenceFixture(_root.FullName, register: Register);
        return await _inference.Catalog.GetAsync(Id, CancellationToken.None);
    }

    /// <summary>Makes the package, changes its endpoint, and loads it.</summary>
    public async Task<IEmbedder> EmbedderAsync(
        Func<RemotePackageRequest, RemotePackageRequest>? change = null, Action<JsonNode>? endpoint = null)
    {
        var made = await MakeAsync(change);
        Assert.True(made.IsOk, $"{made.Error}");
        if (endpoint is not null)
            Edit(json => endpoint(json["endpoint"]!));
        var loaded = await LoadAsync();
        Assert.True(loaded.IsOk, $"{loaded.Error}");
        Server.Requests.Clear();
        Server.Authorizations.Clear();
        return loaded.Value;
    }

    public async ValueTask DisposeAsync()
    {
        _inference?.Dispose();
        await Server.DisposeAsync();
        _root.Delete(recursive: true);
    }

    private void Register(IServiceCollection services) =>
        services.AddSingleton(_time).AddSingleton<ILoggerProvider>(new LineLog(Log));
}
