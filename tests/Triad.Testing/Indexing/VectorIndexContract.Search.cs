using System.Collections.Immutable;
using FsCheck.Xunit;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;

namespace Triad.Testing.Indexing;

/// <summary>The part about searching.</summary>
public abstract partial class VectorIndexContract
{
    [Fact]
    public async Task Search_NoSuchShard_HasNoHitsAndSequenceZero()
    {
        var sut = await CreateSut();

        var hits = Value(await sut.Reader.SearchAsync(Query(Points(1).Vector()), None));

        Assert.Empty(Assert.Single(hits.Legs));
        Assert.Equal(0, hits.Sequence);
    }

    [Fact]
    public async Task Search_OtherSpace_IsRefused()
    {
        var sut = await CreateOpenSut();
        var query = Query(Points(1).Vector()) with { Space = SpaceId.From("other@0123456789abcdef") };

        var result = await sut.Reader.SearchAsync(query, None);

        Assert.Equal(ErrorReason.SpaceMismatch, result.Error?.Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Search_LimitBelowOne_IsRefused(int limit)
    {
        var sut = await CreateOpenSut();

        var result = await sut.Reader.SearchAsync(Query(Points(1).Vector(), limit), None);

        Assert.Equal(ErrorReason.FieldInvalid, result.Error?.Reason);
        Assert.Equal("limit", result.Error?.Field);
    }

    [Fact]
    public async Task Search_VectorOfAnotherDimension_IsRefused()
    {
        var sut = await CreateOpenSut();

        var result = await sut.Reader.SearchAsync(Query(new RandomPoints(1, Dimension + 1).Vector()), None);

        Assert.Equal(ErrorReason.FieldInvalid, result.Error?.Reason);
    }

    [Fact]
    public async Task Search_Cancelled_Throws()
    {
        var sut = await CreateOpenSut();
        Value(await sut.Writer.UpsertAsync(Shard, 1, Points(1).Video("a", 1, 1), None));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => sut.Reader.SearchAsync(Query(Points(1).Vector()), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Search_EqualScores_AreInOrderOfIds()
    {
        var sut = await CreateOpenSut();
        var random = Points(2);
        var vector = random.Vector();
        var points = random.Video("a", 1, 24)
            .ConvertAll(point => point.WithOnlyFull(vector));
        Value(await sut.Writer.UpsertAsync(Shard, 1, points, None));
        var query = Query(vector, 7);

        var hits = Value(await sut.Reader.SearchAsync(query, None)).Legs[0];

        Assert.Equal(ReferenceSearch.Best(points, query).Take(7).Select(hit => hit.Id), hits.Select(hit => hit.Id));
    }

    [Trait(Recorded, No)]
    [Property(MaxTest = 30)]
    public Task Search_AnyPointsAndQuery_EqualsTheReference(int seed) => SearchEqualsReference(seed, 12);

    [Fact]
    public Task Search_PointsAndQueriesOfASeed_EqualTheReference() => SearchEqualsReference(1, 6);

    [Fact]
    public async Task Search_OfAVideoAsAWhole_FindsItAndNotItsSegments()
    {
        var sut = await CreateOpenSut();
        var points = Points(4).VideoAndWhole("a", 1, 3);
        Value(await sut.Writer.UpsertAsync(Shard, 1, points, None));
        var whole = points.Single(point => point.Level == VectorLevel.Video);
        var vector = whole.Full().ToArray();

        var videos = Value(await sut.Reader.SearchAsync(Query(vector) with { Level = VectorLevel.Video }, None)).Legs[0];
        var segments = Value(await sut.Reader.SearchAsync(Query(vector), None)).Legs[0];
        var stored = Value(await sut.Reader.GetAsync(Shard, new VideoGeneration(whole.Subject.Video, 1), VectorPoint.WholeVideo, None));

        Assert.Equal(VectorPoint.WholeVideo, Assert.Single(videos).Segment);
        Assert.Equal([0, 1, 2], segments.Select(hit => hit.Segment).Order());
        AssertSame(whole, Assert.Single(stored));
    }

    [Theory]
    [InlineData("caf\u00e9")]
    [InlineData("cafe\u0301")]
    public async Task Search_FilteredByAText_FindsItHoweverItsMarksAreWritten(string wanted)
    {
        var sut = await CreateOpenSut();
        var random = Points(5);
        foreach (var (video, place) in new[] { ("a", "caf\u00e9"), ("b", "cafe\u0301"), ("c", "cafe") })
        {
            var metadata = ImmutableDictionary<string, MetadataValue>.Empty.Add("place", MetadataValue.Of(place));
            var points = random.Video(video, 1, 1).ConvertAll(point => point with { Subject = point.Subject with { Metadata = metadata } });
            Value(await sut.Writer.UpsertAsync(Shard, 1, points, None));
        }

        var filter = new Filter([new MetadataMatch("place", [MetadataValue.Of(wanted)])], [], []);
        var hits = Value(await sut.Reader.SearchAsync(Query(random.Vector()) with { Filter = filter }, None)).Legs[0];

        Assert.Equal(["a", "b"], hits.Select(hit => hit.Subject.Video.Value).Order());
    }

    private static VectorLevel Level(Random draw) => draw.Next(3) == 0 ? VectorLevel.Video : VectorLevel.Segment;

    private async Task SearchEqualsReference(int seed, int queries)
    {
        var sut = await CreateSut();
        var shard = new ShardId(Tenant, seed & int.MaxValue);
        var draw = new Random(seed);
        var random = Points(seed);
        Value(await sut.Writer.OpenAsync(shard, Space, Shapes, 1, None));
        var stored = new List<VectorPoint>();
        for (var video = 0; video < 6; video++)
        {
            for (var generation = 1; generation <= 1 + draw.Next(2); generation++)
            {
                var points = random.VideoAndWhole($"video-{video}", generation, 1 + draw.Next(6));
                Value(await sut.Writer.UpsertAsync(shard, 1, points, None));
                stored.AddRange(points);
            }
        }

        var gone = VideoId.From($"video-{draw.Next(8)}");
        Value(await sut.Writer.DeleteAsync(shard, 1, gone, 1, None));
        stored.RemoveAll(point => point.Subject.Video == gone && point.Generation == 1);

        for (var i = 0; i < queries; i++)
        {
            var query = new VectorQuery(
                shard,
                Space,
                Legs(draw, random, stored),
                draw.Next(3) == 0 ? Filter.Everything : random.Filter(),
                draw.Next(2) == 0 ? [] : [new VideoGeneration(VideoId.From($"video-{draw.Next(6)}"), 1)],
                draw.Next(2) == 0 ? HitGrouping.Segment : HitGrouping.Video,
                1 + draw.Next(12))
            {
                Level = Level(draw),
            };

            var hits = Value(await sut.Reader.SearchAsync(query, None));

            foreach (var (expected, found) in ReferenceSearch.Rank(stored, query).Zip(hits.Legs))
                ReferenceSearch.AssertRight([.. expected.Take(query.Limit)], found, query.Grouping);
        }
    }

    // Each leg with a vector of its own, sometimes one that is stored: the best score there is.
    private static ImmutableArray<QueryLeg> Legs(Random draw, RandomPoints random, IReadOnlyList<VectorPoint> stored)
    {
        var chosen = Shapes.Where(_ => draw.Next(3) == 0).DefaultIfEmpty(Shapes[0]);
        return [.. chosen.Select(shape => new QueryLeg(shape.Name, draw.Next(4) == 0 && Stored(shape.Name) is { } known ? known : random.Vector(shape.Dimension)))];

        ReadOnlyMemory<float>? Stored(RepresentationName name) =>
            stored[draw.Next(stored.Count)].Vectors.FirstOrDefault(vector => name == RepresentationName.Full ? vector.IsFull : vector.Name == name)?.Vector;
    }
}
