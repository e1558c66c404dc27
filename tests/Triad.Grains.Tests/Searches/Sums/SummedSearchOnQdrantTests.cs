using Triad.Grains.Tests.Searches.Frozen;

namespace Triad.Grains.Tests.Searches.Sums;

/// <summary>The same over Qdrant, whose pages are frozen.</summary>
public sealed class SummedSearchOnQdrantTests : SummedSearchTests
{
    private protected override async Task<IRemoteIndex?> StartIndexAsync() => await QdrantIndex.StartAsync();
}
