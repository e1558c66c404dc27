using Triad.Core.Filters;
using Triad.Core.Indexing;
using Triad.Grains.Tests.Searches.Frozen;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Searches;

/// <summary>The same over Qdrant, whose pages are frozen.</summary>
public sealed class GrantedSearchOnQdrantTests : GrantedSearchTests
{
    private protected override async Task<IRemoteIndex?> StartIndexAsync() => await QdrantIndex.StartAsync();

    [Fact]
    public async Task Requests_OfASearchOverAGrant_AreEachOfOneTenant()
    {
        await using var index = await QdrantIndex.StartAsync();
        await using var platform = await FillAsync(index);
        var grant = await GrantAsync(platform, new Filter([Named("shared", "also")], [], []));
        var request = Request(HitGrouping.Segment, grant.Id) with { Limit = 3, Explain = true };
        index.ForgetRequests();

        var first = Value(await SearchAsync(platform, request));
        Value(await SearchAsync(platform, request with { After = first.Next }));

        var queries = index.Requests.Where(asked => asked.StartsWith("qdrant.Points/Query", StringComparison.Ordinal)).ToList();
        Assert.Contains(queries, asked => asked.Contains("acme", StringComparison.Ordinal));
        Assert.Contains(queries, asked => asked.Contains("beta", StringComparison.Ordinal));
        Assert.All(
            index.Requests.Where(asked => asked.StartsWith("qdrant.Points/", StringComparison.Ordinal)),
            asked => Assert.False(
                asked.Contains("acme", StringComparison.Ordinal) && asked.Contains("beta", StringComparison.Ordinal), $"A request is about two tenants: {asked}"));
        Assert.All(queries, asked => Assert.True(
            asked.Contains("acme", StringComparison.Ordinal) || asked.Contains("beta", StringComparison.Ordinal), $"A request is about nobody: {asked}"));
    }
}
