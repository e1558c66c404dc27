using Triad.Grains.Tests.Searches.Frozen;

namespace Triad.Grains.Tests.Tenants;

/// <inheritdoc/>
public sealed class ModelChangeOnQdrantTests : ModelChangeTests
{
    private protected override async Task<IRemoteIndex?> StartIndexAsync() => await QdrantIndex.StartAsync();
}
