using Triad.Core.Embedding;
using Triad.Core.Errors;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>PE-AV of the reference results, imported and loaded.</summary>
internal sealed class StagedPackage : IDisposable
{
    private const string Id = "pe-av";

    private readonly HubCopy _hub = new(HubGolden.Folder(PeAvCase.Family));
    private readonly Lazy<Task<InferenceFixture>> _inference;

    public StagedPackage(Action<HubCopy>? change = null)
    {
        change?.Invoke(_hub);
        _inference = new Lazy<Task<InferenceFixture>>(ImportAsync);
    }

    public async Task<IEmbedder> GetAsync() => await (await _inference.Value).GetAsync(Id);

    /// <summary>The package's folder, not loaded yet.</summary>
    public async Task<string> FolderAsync()
    {
        await _inference.Value;
        return Path.Combine(_hub.Models, Id);
    }

    public async Task<Result<IEmbedder>> LoadAsync() => await (await _inference.Value).Catalog.GetAsync(Id, CancellationToken.None);

    public async Task<Result<EmbedResponse>> TryAsync(params EmbedItem[] items) =>
        await (await GetAsync()).EmbedAsync(new EmbedRequest(items, EmbedPriority.Ingest), CancellationToken.None);

    public async Task<IReadOnlyList<ItemEmbedding>> EmbedAsync(EmbedItem[] items)
    {
        var embedded = await TryAsync(items);
        Assert.True(embedded.IsOk, $"{embedded.Error}");
        return embedded.Value.Items;
    }

    public void Dispose()
    {
        if (_inference.IsValueCreated)
            _inference.Value.Result.Dispose();
        _hub.Dispose();
    }

    private async Task<InferenceFixture> ImportAsync()
    {
        var imported = await _hub.ImportAsync(Id);
        Assert.True(imported.IsOk, $"{imported.Error}");
        return new InferenceFixture(_hub.Models);
    }
}
