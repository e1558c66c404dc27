using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Searches;

namespace Triad.Grains.Tests.Searches.Frozen;

public sealed class PackedHitsTests
{
    [Fact]
    public void Hits_PackedAndUnpacked_AreWhole()
    {
        ImmutableArray<RankedHit> hits =
        [
            Hit("a", 0, 1, -1, "tva", 0.5f),
            Hit(new string('b', 64), 300, 7, 12_345, "clip.v", float.NegativeZero),
            Hit("c", 1, int.MaxValue, 0, "tva", -1),
        ];

        Assert.Equal(hits, PackedHits.Unpack(PackedHits.Pack(hits)));
        Assert.Empty(PackedHits.Unpack(PackedHits.Pack([])));
    }

    [Fact]
    public void Thousand_OfIdsAsTheyAreDrawn_TakeFewerThanFiftyBytesEach()
    {
        var hits = Enumerable.Range(0, 1000)
            .Select(i => Hit($"{Guid.NewGuid():N}", i % 4, 1, i, i % 2 == 0 ? "tva" : "v", 0.5f))
            .ToImmutableArray();

        Assert.InRange(PackedHits.Pack(hits).Length, 1, 50_000);
    }

    private static RankedHit Hit(string video, int shard, int generation, int segment, string representation, float score) =>
        new(VideoId.From(video), shard, generation, segment, RepresentationName.From(representation), score);
}
