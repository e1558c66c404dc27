namespace Triad.Grains.Tests.Searches.Frozen;

/// <inheritdoc/>
public sealed class FrozenPagesOnQdrantTests : FrozenPagesTests
{
    private protected override Layout Layout => Tests.Layout.Two;

    private protected override async Task<IRemoteIndex> StartIndexAsync() => await QdrantIndex.StartAsync();
}
