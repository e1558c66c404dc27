using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Inference.Hub;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A models folder with the tiny package, the small sentence encoder, and what ensembles are made of them.</summary>
internal sealed class EnsembleFolder : IDisposable
{
    private readonly HubCopy _hub = new(HubCopy.MiniLm);
    private readonly PackageFolder _tiny = new();

    public string Models => _hub.Models;

    public string Encoder => Path.Combine(Models, "encoder");

    public string Tiny => _tiny.Tiny;

    public static async Task<EnsembleFolder> MakeAsync()
    {
        var folder = new EnsembleFolder();
        var imported = await folder._hub.ImportAsync();
        Assert.True(imported.IsOk, $"{imported.Error}");
        return folder;
    }

    /// <summary>The usual ensemble: the tiny package for pictures, sound and words, and the encoder for words, of half the weight.</summary>
    public async Task<InferenceFixture> StartAsync()
    {
        var made = await MakeAsync(new EnsembleChoice("tri", Tiny, 1), new EnsembleChoice("words", Encoder, 0.5));
        Assert.True(made.IsOk, $"{made.Error}");
        return new InferenceFixture(Models);
    }

    public Task<Result<MadeEnsemble>> MakeAsync(params EnsembleChoice[] members) => MakeAsync("both", members);

    public async Task<Result<MadeEnsemble>> MakeAsync(string id, params EnsembleChoice[] members)
    {
        using var services = InferenceFixture.Compose(Models);
        return await services.GetRequiredService<IEnsembleMaker>().MakeAsync(
            new EnsembleRequest(members, Path.Combine(Models, id)), CancellationToken.None);
    }

    /// <summary>Changes the ensemble's own model.json.</summary>
    public void Edit(Action<JsonObject> change)
    {
        var path = Path.Combine(Models, "both", "model.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        change(manifest);
        File.WriteAllText(path, manifest.ToJsonString());
    }

    public async Task<Result<IEmbedder>> LoadAsync()
    {
        using var fixture = new InferenceFixture(Models);
        return await fixture.Catalog.GetAsync("both", CancellationToken.None);
    }

    public void Dispose()
    {
        _hub.Dispose();
        _tiny.Dispose();
    }
}
