using FsCheck;
using FsCheck.Fluent;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Modality;

namespace Triad.Testing.Indexing;

/// <summary>The part about searching.</summary>
public abstract partial class VectorIndexContract
{
    [Fact]
    public async Task Search_NoSuchShard_HasNoHitsAndSequenceZero()
    {
        var sut = await CreateSut();

        var hits = Value(await sut.SearchAsync(Query(new RandomPoints(1, Dimension).Vector()), None));

        Assert.Empty(hits.Hits);
        Assert.Equal(0, hits.Sequence);
    }

    [Fact]
    public async Task Search_OtherSpace_IsRefused()
    {
        var sut = await CreateOpenSut();
        var query = Query(new RandomPoints(1, Dimension).Vector()) with { Space = SpaceId.From("other@0123456789abcdef") };

        var result = await sut.SearchAsync(query, None);

        Assert.Equal(ErrorReason.SpaceMismatch, result.Error?.Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Search_LimitBelowOne_IsRefused(int limit)
    {
        var sut = await CreateOpenSut();

        var result = await sut.SearchAsync(Query(new RandomPoints(1, Dimension).Vector(), limit), None);

        Assert.Equal(ErrorReason.FieldInvalid, result.Error?.Reason);
        Assert.Equal("limit", result.Error?.Field);
    }

    [Fact]
    public async Task Search_VectorOfAnotherDimension_IsRefused()
    {
        var sut = await CreateOpenSut();

        var result = await sut.SearchAsync(Query(new RandomPoints(1, Dimension + 1).Vector()), None);

        Assert.Equal(ErrorReason.FieldInvalid, result.Error?.Reason);
    }

    [Fact]
    public async Task Search_Cancelled_Throws()
    {
        var sut = await CreateOpenSut();
        Value(await sut.UpsertAsync(Shard, 1, new RandomPoints(1, Dimension).Video(Tenant, "a", 1, 1), None));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => sut.SearchAsync(Query(new RandomPoints(1, Dimension).Vector()), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Search_EqualScores_AreInOrderOfIds()
    {
        var sut = await CreateOpenSut();
        var random = new RandomPoints(2, Dimension);
        var vector = random.Vector();
        var points = random.Video(Tenant, "a", 1, 40).Select(point => point with { Vector = vector }).ToList();
        Value(await sut.UpsertAsync(Shard, 1, points, None));

        var hits = Value(await sut.SearchAsync(Query(vector, 7), None)).Hits;

        Assert.Equal(points.Where(point => point.IsFull).Select(point => point.Id).Order().Take(7), hits.Select(hit => hit.Point.Id));
    }

    [Fact]
    public void Search_AnyPointsAndQuery_EqualsTheReference() => Prop.ForAll<int>(seed => SearchEqualsReference(seed).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void Search_PageByPageBesideWrites_SkipsAndRepeatsNothing() => Prop.ForAll<int>(seed => PagesAreWhole(seed).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(15));

    [Fact]
    public async Task Search_OfAVideoAsAWhole_FindsItAndNotItsSegments()
    {
        var sut = await CreateOpenSut();
        var points = new RandomPoints(4, Dimension).VideoAndWhole(Tenant, "a", 1, 3);
        Value(await sut.UpsertAsync(Shard, 1, points, None));
        var whole = points.Single(point => point is { Level: VectorLevel.Video, IsFull: true });

        var videos = Value(await sut.SearchAsync(Query(whole.Vector.ToArray()) with { Level = VectorLevel.Video }, None)).Hits;
        var segments = Value(await sut.SearchAsync(Query(whole.Vector.ToArray()), None)).Hits;
        var stored = Value(await sut.GetAsync(Shard, new VideoGeneration(whole.Subject.Video, 1), VectorPoint.WholeVideo, None));

        Assert.Equal(whole.Id, Assert.Single(videos).Point.Id);
        Assert.Equal([0, 1, 2], segments.Select(hit => hit.Point.Segment).Order());
        Assert.All(stored, point => Assert.Equal(VectorLevel.Video, point.Level));
        Assert.Equal(points.Count(point => point.Level == VectorLevel.Video), stored.Count);
    }

    [Fact]
    public async Task Upsert_SegmentBelowTheWholeVideo_IsRefused()
    {
        var sut = await CreateOpenSut();
        var point = new RandomPoints(1, Dimension).Video(Tenant, "a", 1, 1)[0] with { Segment = VectorPoint.WholeVideo - 1 };

        Assert.Equal("points[0].segment", (await sut.UpsertAsync(Shard, 1, [point], None)).Error?.Field);
    }

    private static VectorLevel Level(Random draw) => draw.Next(3) == 0 ? VectorLevel.Video : VectorLevel.Segment;

    private async Task SearchEqualsReference(int seed)
    {
        var sut = await CreateSut();
        var shard = new ShardId(Tenant, seed & int.MaxValue);
        var draw = new Random(seed);
        var random = new RandomPoints(seed, Dimension);
        Value(await sut.OpenAsync(shard, Space, Dimension, 1, None));
        var stored = new List<VectorPoint>();
        for (var video = 0; video < 6; video++)
        {
            for (var generation = 1; generation <= 1 + draw.Next(2); generation++)
            {
                var points = random.VideoAndWhole(Tenant, $"video-{video}", generation, 1 + draw.Next(6));
                Value(await sut.UpsertAsync(shard, 1, points, None));
                stored.AddRange(points);
            }
        }

        var gone = VideoId.From($"video-{draw.Next(8)}");
        Value(await sut.DeleteAsync(shard, 1, gone, 1, None));
        stored.RemoveAll(point => point.Subject.Video == gone && point.Generation == 1);

        for (var i = 0; i < 12; i++)
        {
            var query = new VectorQuery(
                shard,
                Space,
                i % 4 == 0 ? stored[draw.Next(stored.Count)].Vector : random.Vector(),
                draw.Next(2) == 0 ? [] : [.. ModalitiesExtensions.NonEmpty.Where(_ => draw.Next(2) == 0)],
                draw.Next(3) == 0 ? Filter.Everything : random.Filter(),
                draw.Next(2) == 0 ? [] : [new VideoGeneration(VideoId.From($"video-{draw.Next(6)}"), 1)],
                draw.Next(2) == 0 ? HitGrouping.Segment : HitGrouping.Video,
                1 + draw.Next(12),
                Level: Level(draw));

            var hits = Value(await sut.SearchAsync(query, None));

            ReferenceSearch.AssertRight([.. ReferenceSearch.Rank(stored, query).Take(query.Limit)], hits.Hits, query);
        }

        Assert.True((await sut.DropAsync(shard, 1, None)).IsOk);
    }

    private async Task PagesAreWhole(int seed)
    {
        var sut = await CreateSut();
        var shard = new ShardId(Tenant, seed & int.MaxValue);
        var draw = new Random(seed);
        var random = new RandomPoints(seed, Dimension);
        Value(await sut.OpenAsync(shard, Space, Dimension, 1, None));
        var stored = Enumerable.Range(0, 8).SelectMany(video => random.VideoAndWhole(Tenant, $"video-{video}", 1, 1 + draw.Next(5))).ToList();
        Value(await sut.UpsertAsync(shard, 1, stored, None));
        var query = new VectorQuery(
            shard,
            Space,
            random.Vector(),
            draw.Next(2) == 0 ? [] : [.. ModalitiesExtensions.NonEmpty],
            draw.Next(2) == 0 ? Filter.Everything : random.Filter(),
            [],
            draw.Next(2) == 0 ? HitGrouping.Segment : HitGrouping.Video,
            1 + draw.Next(4),
            Level: Level(draw));
        var expected = ReferenceSearch.Rank(stored, query);

        var seen = new List<VectorHit>();
        var removed = new HashSet<VideoId>();
        var page = Value(await sut.SearchAsync(query, None));
        query = query with { MaxSequence = page.Sequence };
        for (var pages = 1; page.Hits.Count > 0; pages++)
        {
            Assert.True(pages <= expected.Count + 1, "The pages do not end.");
            Assert.All(page.Hits, hit => Assert.DoesNotContain(hit.Point.Subject.Video, removed));
            seen.AddRange(page.Hits);
            await Disturb(pages);
            page = Value(await sut.SearchAsync(query with { After = new ScoreCursor(seen[^1].Score, seen[^1].Point.Id) }, None));
        }

        var groups = seen.Select(hit => ReferenceSearch.Group(hit.Point, query.Grouping)).ToList();
        Assert.Equal(groups.Count, groups.Distinct().Count());
        Assert.All(
            expected.Where(hit => !removed.Contains(hit.Point.Subject.Video)),
            hit => Assert.Contains(ReferenceSearch.Group(hit.Point, query.Grouping), groups));
        Assert.True((await sut.DropAsync(shard, 1, None)).IsOk);

        // Between two pages a video comes, one goes, and one is written again as it was.
        async Task Disturb(int round)
        {
            Value(await sut.UpsertAsync(shard, 1, random.VideoAndWhole(Tenant, $"new-{round}", 1, 2), None));
            Value(await sut.UpsertAsync(shard, 1, stored.Where(point => !removed.Contains(point.Subject.Video)).ToList(), None));
            if (draw.Next(2) != 0)
                return;
            var victim = VideoId.From($"video-{draw.Next(8)}");
            removed.Add(victim);
            Value(await sut.DeleteAsync(shard, 1, victim, null, None));
        }
    }
}
