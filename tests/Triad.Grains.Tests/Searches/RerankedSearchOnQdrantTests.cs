using Triad.Grains.Tests.Searches.Frozen;

namespace Triad.Grains.Tests.Searches;

/// <summary>The same over Qdrant, whose pages are frozen in any case.</summary>
public sealed class RerankedSearchOnQdrantTests : RerankedSearchTests
{
    private protected override async Task<IRemoteIndex?> StartIndexAsync() => await QdrantIndex.StartAsync();
}
