using FsCheck.Xunit;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Testing.Indexing;

/// <summary>The part about pages: what a reader that promises snapshots owes, and what one that does not must refuse.</summary>
public abstract partial class VectorIndexContract
{
    // Each its own: a seed may be drawn twice, and the second time the shard would hold more than the reference knows of.
    private int _shardsOfPages;

    [Trait(Recorded, No)]
    [Property(MaxTest = 15)]
    public Task Search_PageByPageBesideWrites_SkipsAndRepeatsNothing(int seed) => PagesAreWhole(seed);

    private async Task PagesAreWhole(int seed)
    {
        var sut = await CreateSut();
        var shard = new ShardId(Tenant, _shardsOfPages++);
        var draw = new Random(seed);
        var random = Points(seed);
        Value(await sut.Writer.OpenAsync(shard, Space, Shapes, 1, None));
        var stored = Enumerable.Range(0, 8).SelectMany(video => random.VideoAndWhole($"video-{video}", 1, 1 + draw.Next(5))).ToList();
        Value(await sut.Writer.UpsertAsync(shard, 1, stored, None));

        // The same vector for all: scores of several representations are ranked together only where they can be compared.
        var vector = random.Vector();
        var asked = RandomPoints.Shapes(Dimension).Where(_ => draw.Next(2) == 0).DefaultIfEmpty(Shapes[0]);
        var query = new VectorQuery(
            shard,
            Space,
            [.. asked.Select(shape => new QueryLeg(shape.Name, vector))],
            draw.Next(2) == 0 ? Filter.Everything : random.Filter(),
            [],
            draw.Next(2) == 0 ? HitGrouping.Segment : HitGrouping.Video,
            1 + draw.Next(4))
        {
            Level = Level(draw),
        };
        var expected = ReferenceSearch.Best(stored, query);

        var found = Value(await sut.Reader.SearchAsync(query, None));
        query = query with { AsOf = found.Sequence };
        if (sut.Reader.Consistency != VectorConsistency.Snapshot)
        {
            await LookingBackIsRefused(sut.Reader, query);
            return;
        }

        var seen = new List<VectorHit>();
        var removed = new HashSet<VideoId>();
        var page = Page(found);
        for (var pages = 1; page.Count > 0; pages++)
        {
            Assert.True(pages <= expected.Count + 1, "The pages do not end.");
            Assert.All(page, hit => Assert.DoesNotContain(hit.Subject.Video, removed));
            Assert.All(page, hit => Assert.True(seen.Count == 0 || HitRanking.Compare(seen[^1], hit) < 0));
            seen.AddRange(page);
            await Disturb(pages);
            page = Page(Value(await sut.Reader.SearchAsync(query with { After = new ScoreCursor(seen[^1].Score, seen[^1].Id) }, None)));
        }

        var groups = seen.Select(hit => ReferenceSearch.Group(hit, query.Grouping)).ToList();
        Assert.Equal(groups.Count, groups.Distinct().Count());
        Assert.All(
            expected.Where(hit => !removed.Contains(hit.Point.Subject.Video)),
            hit => Assert.Contains(ReferenceSearch.Group(hit.Point, query.Grouping), groups));

        IReadOnlyList<VectorHit> Page(VectorHits hits) => HitRanking.Best(hits.Legs, query.Grouping, query.Limit);

        // Between two pages a video comes, one goes, and one is written again as it was.
        async Task Disturb(int round)
        {
            Value(await sut.Writer.UpsertAsync(shard, 1, random.VideoAndWhole($"new-{round}", 1, 2), None));
            Value(await sut.Writer.UpsertAsync(shard, 1, stored.Where(point => !removed.Contains(point.Subject.Video)).ToList(), None));
            if (draw.Next(2) != 0)
                return;
            var victim = VideoId.From($"video-{draw.Next(8)}");
            removed.Add(victim);
            Value(await sut.Writer.DeleteAsync(shard, 1, victim, null, None));
        }
    }

    private static async Task LookingBackIsRefused(IVectorReader reader, VectorQuery query)
    {
        var asOf = await reader.SearchAsync(query, None);
        var after = await reader.SearchAsync(query with { AsOf = null, After = default(ScoreCursor) }, None);

        Assert.Equal((ErrorReason.FieldInvalid, "as_of"), (asOf.Error?.Reason, asOf.Error?.Field));
        Assert.Equal((ErrorReason.FieldInvalid, "after"), (after.Error?.Reason, after.Error?.Field));
    }
}
