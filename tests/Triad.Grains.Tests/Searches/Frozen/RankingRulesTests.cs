using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Searches;

namespace Triad.Grains.Tests.Searches.Frozen;

public sealed class RankingRulesTests
{
    [Fact]
    public void Extend_BySegments_LeavesOutThoseThatAreKept_WhateverTheirGeneration()
    {
        var found = Of(HitGrouping.Segment, true, ("a", 2, 0), ("a", 2, 1), ("b", 1, 0));

        var longer = RankingRules.Extend(Of(HitGrouping.Segment, false, ("a", 1, 0)), found, 10);

        Assert.Equal([("a", 1, 0), ("a", 2, 1), ("b", 1, 0)], Triples(longer));
        Assert.True(longer.IsWhole);
    }

    [Fact]
    public void Extend_ByVideos_LeavesOutThoseThatAreKept_WhateverTheirSegment()
    {
        var found = Of(HitGrouping.Video, true, ("a", 2, 5), ("b", 1, 0));

        var longer = RankingRules.Extend(Of(HitGrouping.Video, false, ("a", 1, 0)), found, 10);

        Assert.Equal([("a", 1, 0), ("b", 1, 0)], Triples(longer));
    }

    [Fact]
    public void Extend_ByAVideoOfAnotherLibraryWithTheSameId_TakesItIn()
    {
        var mine = Of(HitGrouping.Video, false, ("a", 1, 0));
        var found = mine with { Hits = [mine.Hits[0], mine.Hits[0] with { Shard = (1 << 24) + 5 }], IsWhole = true };

        Assert.Equal([0, (1 << 24) + 5], RankingRules.Extend(mine, found, 10).Hits.Select(hit => hit.Shard));
    }

    [Fact]
    public void Extend_ByMoreThanTheLimit_IsNotWhole()
    {
        var found = Of(HitGrouping.Video, true, ("b", 1, 0), ("c", 1, 0));

        var longer = RankingRules.Extend(Of(HitGrouping.Video, false, ("a", 1, 0)), found, 1);

        Assert.Equal([("a", 1, 0), ("b", 1, 0)], Triples(longer));
        Assert.False(longer.IsWhole);
    }

    [Fact]
    public void Extend_ByNothingNew_IsWhole() =>
        Assert.True(RankingRules.Extend(Of(HitGrouping.Video, false, ("a", 1, 0)), Of(HitGrouping.Video, false, ("a", 1, 0)), 1).IsWhole);

    private static Ranking Of(HitGrouping grouping, bool isWhole, params (string Video, int Generation, int Segment)[] hits) => new(
        SpaceId.From("hash@0123456789abcdef"),
        grouping,
        [.. hits.Select(hit => new RankedHit(VideoId.From(hit.Video), 0, hit.Generation, hit.Segment, RepresentationName.Full, 0.5f))],
        isWhole,
        1,
        1);

    private static IEnumerable<(string, int, int)> Triples(Ranking ranking) =>
        ranking.Hits.Select(hit => (hit.VideoId.Value, hit.Generation, hit.Segment));
}
