using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Testing.Indexing;

/// <summary>The part about grouping: the best of each video, however many segments stand before it.</summary>
public abstract partial class VectorIndexContract
{
    [Fact]
    public async Task Search_ByVideo_FindsThemBehindManySegmentsOfOthers()
    {
        var sut = await CreateOpenSut();
        var random = Points(31);
        var vector = random.Vector();
        var stored = new List<VectorPoint>();
        for (var video = 0; video < 12; video++)
        {
            // The first videos have so many segments at the top that those of the last ones are far behind.
            var weight = 1f - (video / 24f);
            stored.AddRange(random.Video($"video-{video}", 1, video < 2 ? 22 : 2)
                .ConvertAll(point => point.WithOnlyFull(Between(vector, random.Vector(), weight))));
        }

        Value(await sut.Writer.UpsertAsync(Shard, 1, stored, None));

        foreach (var limit in new[] { 1, 5, 20 })
        {
            var query = Query(vector, limit) with { Grouping = HitGrouping.Video };
            var hits = Value(await sut.Reader.SearchAsync(query, None)).Legs[0];
            ReferenceSearch.AssertRight([.. ReferenceSearch.Rank(stored, query)[0].Take(limit)], hits, HitGrouping.Video);
        }
    }

    [Fact]
    public async Task Search_ByVideoWhereAllScoresAreEqual_IsInOrderOfIds()
    {
        var sut = await CreateOpenSut();
        var random = Points(32);
        var vector = random.Vector();
        var stored = Enumerable.Range(0, 10)
            .SelectMany(video => random.Video($"video-{video}", 1, 4))
            .Select(point => point.WithOnlyFull(vector))
            .ToList();
        Value(await sut.Writer.UpsertAsync(Shard, 1, stored, None));
        var query = Query(vector, 6) with { Grouping = HitGrouping.Video };

        var hits = Value(await sut.Reader.SearchAsync(query, None)).Legs[0];

        Assert.Equal(ReferenceSearch.Best(stored, query).Take(6).Select(hit => hit.Id), hits.Select(hit => hit.Id));
    }

    private static float[] Between(float[] one, float[] other, float weight)
    {
        var mixed = one.Zip(other, (x, y) => (x * weight) + (y * (1 - weight))).ToArray();
        var length = MathF.Sqrt(mixed.Sum(x => x * x));
        return [.. mixed.Select(x => x / length)];
    }
}
