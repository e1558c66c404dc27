using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Searches.Frozen;

public sealed class LostRankingTests
{
    [Fact]
    public async Task Page_WhoseRankingsSiloHasEnded_IsRefusedWithTheRemedy_AndANewSearchGoesOn()
    {
        await using var index = new CommittedIndex();
        await using var platform = await StartAsync(ingest: false, layout: Layout.TwoWithState, configure: index.AddTo);
        await platform.OnboardAsync("acme");
        var library = new ShardLibrary(platform.Grains, "acme", 1, 12);
        foreach (var video in Enumerable.Range(0, 6))
            await library.PutAsync($"v{video}", 1);
        var part = new SearchPart(SearchPartKind.Vector, 1, string.Empty, [], null, null, null, library.Vector(), null);
        var request = RequestOf("acme", part) with { Limit = 2 };
        var first = Value(await platform.Grains.Search().SearchAsync(request, default));
        var ranking = platform.Grains.Ranking(new RankingKey(TenantId.From("acme"), first.Next!.Ranking!.Ranking));

        await platform.StopAsync(platform.IndexOf((await platform.PlaceOfAsync(ranking))!));
        var lost = await platform.Grains.Search().SearchAsync(request with { After = first.Next }, default);
        var anew = Value(await platform.Grains.Search().SearchAsync(request, default));

        Assert.Equal((ErrorReason.PageTokenInvalid, "options.page_token"), (lost.Error?.Reason, lost.Error?.Field));
        Assert.Contains("its process has ended", lost.Error?.Message, StringComparison.Ordinal);
        Assert.Equal(first.Hits.Select(hit => hit.PointId), anew.Hits.Select(hit => hit.PointId));
        Assert.Equal(2, Value(await platform.Grains.Search().SearchAsync(request with { After = anew.Next }, default)).Hits.Length);
    }
}
