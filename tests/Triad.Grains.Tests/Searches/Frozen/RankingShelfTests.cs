using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Searches;

namespace Triad.Grains.Tests.Searches.Frozen;

public sealed class RankingShelfTests
{
    private const int Mebibytes = 4;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Ranking_IsKeptForItsTimeAndNoLonger()
    {
        var shelf = CreateSut();
        var (key, ranking) = (Key("acme"), Of(10));
        shelf.Put(key, ranking);

        _time.Advance(TimeSpan.FromMinutes(9.9));
        var kept = shelf.Get(key);
        _time.Advance(TimeSpan.FromMinutes(0.2));

        Assert.Equal(ranking.Hits, kept!.Hits);
        Assert.Equal(ranking with { Hits = [] }, kept with { Hits = [] });
        Assert.Null(shelf.Get(key));
        Assert.Null(shelf.Get(key with { Tenant = TenantId.From("rival") }));
    }

    [Fact]
    public void MemoryOfRankings_WhoseTimeIsOver_IsFreeAgain()
    {
        var shelf = CreateSut();
        shelf.Put(Key("acme"), Of(1000));
        var one = shelf.Bytes;

        _time.Advance(TimeSpan.FromMinutes(11));
        shelf.Put(Key("acme"), Of(1000));

        Assert.Equal(one, shelf.Bytes);
    }

    [Fact]
    public void Room_ThatIsNeeded_IsTakenFromTheTenantThatHasTheMost()
    {
        var shelf = CreateSut();
        var small = Enumerable.Range(0, 5).Select(_ => Key("small")).ToList();
        small.ForEach(key => shelf.Put(key, Of(1000)));

        var greedy = Enumerable.Range(0, 500).Select(_ => Key("greedy")).ToList();
        greedy.ForEach(key => shelf.Put(key, Of(1000)));

        Assert.InRange(shelf.Bytes, 1, Mebibytes << 20);
        Assert.All(small, key => Assert.NotNull(shelf.Get(key)));
        Assert.Null(shelf.Get(greedy[0]));
        Assert.NotNull(shelf.Get(greedy[^1]));
        var kept = greedy.Select(key => shelf.Get(key) is not null).ToList();
        Assert.Equal(kept.Order(), kept);
    }

    [Fact]
    public void LongerRanking_TakesThePlaceAndKeepsTheTime()
    {
        var shelf = CreateSut();
        var key = Key("acme");
        shelf.Put(key, Of(10));

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.True(shelf.Replace(key, Of(20)));
        Assert.Equal(20, shelf.Get(key)!.Hits.Length);
        _time.Advance(TimeSpan.FromMinutes(5.1));

        Assert.Null(shelf.Get(key));
        Assert.False(shelf.Replace(key, Of(30)));
    }

    [Fact]
    public void Remove_FreesTheRoom()
    {
        var shelf = CreateSut();
        var key = Key("acme");
        shelf.Put(key, Of(10));

        shelf.Remove(key);
        shelf.Remove(key);

        Assert.Null(shelf.Get(key));
        Assert.Equal(0, shelf.Bytes);
    }

    private RankingShelf CreateSut() => new(Options.Create(new SearchOptions { FrozenMebibytes = Mebibytes }), _time);

    private static RankingKey Key(string tenant) => new(TenantId.From(tenant), Guid.NewGuid());

    private static Ranking Of(int hits) => new(
        SpaceId.From("hash@0123456789abcdef"),
        HitGrouping.Video,
        [
            .. Enumerable.Range(0, hits)
                .Select(i => new RankedHit(VideoId.From($"video-{i}"), 0, 1, i, RepresentationName.Full, 1f / (i + 1))),
        ],
        true,
        2,
        1);
}
