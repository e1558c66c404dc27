using FsCheck.Xunit;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Modality;
using Triad.Core.Scores;

namespace Triad.Testing.Indexing;

/// <summary>The part about sums: several representations as one list, and what scores a query has.</summary>
public abstract partial class VectorIndexContract
{
    private static readonly RepresentationShape Frames = new(RepresentationName.Of(Modalities.Video), Dimension);

    private int _shardsOfSums;

    [Trait(Recorded, No)]
    [Property(MaxTest = 20)]
    public Task Search_SumOfSeveral_IsThatOfEveryPointWhateverItLacks(int seed) => SumIsRight(seed);

    private async Task SumIsRight(int seed)
    {
        var sut = await CreateSut();
        var shard = new ShardId(Tenant, 1000 + _shardsOfSums++);
        var draw = new Random(seed);
        var random = Points(seed);
        Value(await sut.Writer.OpenAsync(shard, Space, Shapes, 1, None));
        var stored = Enumerable.Range(0, 8).SelectMany(video => random.VideoAndWhole($"video-{video}", 1, 1 + draw.Next(8))).ToList();
        Value(await sut.Writer.UpsertAsync(shard, 1, stored, None));
        Value(await sut.Writer.UpsertAsync(shard, 1, random.Video("hidden", 1, 3), None));
        var query = new VectorQuery(
            shard,
            Space,
            [.. new[] { Frames, Pictures, Words }.Select(shape => new QueryLeg(shape.Name, random.Vector(shape.Dimension)))],
            draw.Next(2) == 0 ? Filter.Everything : random.Filter(),
            [new VideoGeneration(VideoId.From("hidden"), 1)],
            draw.Next(2) == 0 ? HitGrouping.Segment : HitGrouping.Video,
            1 + draw.Next(12))
        {
            Level = Level(draw),
            Scales = [.. Enumerable.Range(0, 3).Select(_ => new ScoreScale(draw.NextDouble() - 0.5, 0.05 + draw.NextDouble(), 0.2 + draw.NextDouble()))],
        };

        var hits = Assert.Single(Value(await sut.Reader.SearchAsync(query, None)).Legs);

        var expected = Sums(stored, query).DistinctBy(sum => ReferenceSearch.Group(sum.Point, query.Grouping)).Take(query.Limit).ToList();
        Assert.Equal(expected.Count, hits.Count);
        foreach (var (sum, hit) in expected.Zip(hits))
        {
            Assert.Equal(sum.Score, hit.Score, 1e-3);
            var own = Sums(stored, query).Single(other => other.Point.Subject.Video == hit.Subject.Video && other.Point.Segment == hit.Segment);
            Assert.Equal(own.Score, hit.Score, 1e-3);
            Assert.Equal(own.Scores, hit.LegScores, (one, other) => one.Equals(other) || Math.Abs(one - other) < 1e-5);
            Assert.Equal(query.Legs[ScoreSum.Foremost(hit.LegScores.AsSpan(), query.Scales.AsSpan())].Representation, hit.Representation);
        }
    }

    [Fact]
    public async Task Search_SumPageByPage_RepeatsAndSkipsNothingOrIsRefused()
    {
        var sut = await CreateOpenSut();
        var random = Points(41);
        var stored = Enumerable.Range(0, 6).SelectMany(video => random.Video($"video-{video}", 1, 5)).ToList();
        Value(await sut.Writer.UpsertAsync(Shard, 1, stored, None));
        var query = SumQuery(random) with { Limit = 4 };
        var found = Value(await sut.Reader.SearchAsync(query, None));
        var (seen, page) = (new List<VectorHit>(), found.Legs[0]);
        if (sut.Reader.Consistency != VectorConsistency.Snapshot)
        {
            await LookingBackIsRefused(sut.Reader, query with { AsOf = found.Sequence });
            return;
        }

        while (page.Count > 0)
        {
            seen.AddRange(page);
            Value(await sut.Writer.UpsertAsync(Shard, 1, random.Video($"later-{seen.Count}", 1, 2), None));
            page = Value(await sut.Reader.SearchAsync(
                query with { AsOf = found.Sequence, After = new ScoreCursor(seen[^1].Score, seen[^1].Id) }, None)).Legs[0];
        }

        Assert.Equal(
            Sums(stored, query).Select(sum => (sum.Point.Subject.Video, sum.Point.Segment)),
            seen.Select(hit => (hit.Subject.Video, hit.Segment)));
    }

    [Fact]
    public async Task Search_SumWithTheWrongScales_IsRefused()
    {
        var sut = await CreateOpenSut();
        var query = SumQuery(Points(42));

        var few = await sut.Reader.SearchAsync(query with { Scales = query.Scales[..2] }, None);
        var flat = await sut.Reader.SearchAsync(query with { Scales = query.Scales.SetItem(1, new ScoreScale(0, 0, 1)) }, None);
        var full = await sut.Reader.SearchAsync(
            query with { Legs = query.Legs.SetItem(0, query.Legs[0] with { Representation = RepresentationName.Full }) }, None);

        Assert.Equal("scales", few.Error?.Field);
        Assert.Equal("scales[1]", flat.Error?.Field);
        Assert.Equal("legs[0].representation", full.Error?.Field);
    }

    [Fact]
    public async Task Moments_OfAFewVectors_AreThoseOfAllThatAreVisible()
    {
        var sut = await CreateOpenSut();
        var random = Points(43);
        var stored = Enumerable.Range(0, 6).SelectMany(video => random.VideoAndWhole($"video-{video}", 1, 5)).ToList();
        Value(await sut.Writer.UpsertAsync(Shard, 1, stored, None));
        Value(await sut.Writer.UpsertAsync(Shard, 1, random.Video("hidden", 1, 4), None));
        Value(await sut.Writer.UpsertAsync(Shard, 1, random.Video("gone", 1, 4), None));
        Value(await sut.Writer.DeleteAsync(Shard, 1, VideoId.From("gone"), null, None));
        var query = SumQuery(random);

        foreach (var level in new[] { VectorLevel.Segment, VectorLevel.Video })
        {
            var asked = new MomentsQuery(Shard, Space, query.Legs, level) { Excluded = [new VideoGeneration(VideoId.From("hidden"), 1)] };
            var moments = Value(await sut.Reader.MomentsAsync(asked, None));
            var again = Value(await sut.Reader.MomentsAsync(asked, None));

            Assert.Equal(moments, again);
            for (var leg = 0; leg < query.Legs.Length; leg++)
            {
                var scores = Sums(stored, query with { Level = level }).Select(sum => sum.Scores[leg]).Where(score => !float.IsNaN(score)).ToList();
                var mean = scores.Average();
                Assert.Equal(scores.Count, moments[leg].Count);
                Assert.Equal(mean, moments[leg].Mean, 1e-5);
                Assert.Equal(scores.Sum(score => (score - mean) * (score - mean)), moments[leg].Squares, 1e-4);
            }
        }
    }

    [Fact]
    public async Task Moments_OfMany_AreThoseOfASampleThatIsLargeEnoughAndStays()
    {
        var sut = await CreateOpenSut();
        var random = new RandomPoints(44, Dimension);
        var points = Enumerable.Range(0, 30).SelectMany(video => random.Video($"video-{video}", 1, 40)).ToList();
        foreach (var some in points.Chunk(200))
            Value(await sut.Writer.UpsertAsync(Shard, 1, some, None));
        var query = new MomentsQuery(Shard, Space, [new QueryLeg(RepresentationName.Full, random.Vector())], VectorLevel.Segment);

        var moments = Assert.Single(Value(await sut.Reader.MomentsAsync(query, None)));
        var again = Assert.Single(Value(await sut.Reader.MomentsAsync(query, None)));

        Assert.Equal(moments, again);
        Assert.InRange(moments.Count, ScoreScale.EnoughScores, points.Count);
        var scores = ReferenceSearch.Rank(points, Query(query.Legs[0].Vector.ToArray()))[0].ConvertAll(hit => hit.Score);
        Assert.Equal(scores.Average(), moments.Mean, 0.05);
        Assert.Equal(Math.Sqrt(scores.Average(score => score * score)), Math.Sqrt(moments.Squares / moments.Count), 0.05);
    }

    [Fact]
    public async Task Moments_OfWhatIsNotThere_AreNone_AndOfAnotherSpaceAreRefused()
    {
        var sut = await CreateOpenSut();
        Value(await sut.Writer.UpsertAsync(Shard, 1, Points(45).Video("a", 1, 3), None));
        QueryLeg later = new(RepresentationName.From("later.v"), Points(1).Vector(5));

        var lacks = Value(await sut.Reader.MomentsAsync(new MomentsQuery(Shard, Space, [later], VectorLevel.Segment), None));
        var nowhere = Value(await sut.Reader.MomentsAsync(new MomentsQuery(new ShardId(Tenant, 77), Space, [later], VectorLevel.Segment), None));
        var other = await sut.Reader.MomentsAsync(
            new MomentsQuery(Shard, SpaceId.From("other@0123456789abcdef"), [later], VectorLevel.Segment), None);

        Assert.Equal(default, Assert.Single(lacks));
        Assert.Equal(default, Assert.Single(nowhere));
        Assert.Equal(ErrorReason.SpaceMismatch, other.Error?.Reason);
    }

    private VectorQuery SumQuery(RandomPoints random) =>
        new(
            Shard,
            Space,
            [.. new[] { Frames, Pictures, Words }.Select(shape => new QueryLeg(shape.Name, random.Vector(shape.Dimension)))],
            Filter.Everything,
            [],
            HitGrouping.Segment,
            10)
        {
            Scales = [new ScoreScale(0.1, 0.2, 1), new ScoreScale(0, 0.4, 0.5), new ScoreScale(-0.1, 0.3, 2)],
        };

    private static IOrderedEnumerable<(VectorPoint Point, float[] Scores, double Score)> Sums(IEnumerable<VectorPoint> points, VectorQuery query) =>
        (from point in points
         where point.Level == query.Level && query.Filter.Accepts(point.Subject)
         let scores = query.Legs.Select(leg => Of(point, leg)).ToArray()
         where scores.Any(score => !float.IsNaN(score))
         select (point, scores, SumOf(scores, query.Scales))).OrderByDescending(sum => sum.Item3);

    // By hand: what the product computes is not what it is checked with.
    private static double SumOf(float[] scores, IReadOnlyList<ScoreScale> scales)
    {
        var has = Enumerable.Range(0, scores.Length).Where(leg => !float.IsNaN(scores[leg])).ToList();
        return has.Sum(leg => scales[leg].Weight * (scores[leg] - scales[leg].Mean) / scales[leg].Deviation)
            / Math.Sqrt(has.Sum(leg => Math.Pow(scales[leg].Weight, 2)));
    }

    private static float Of(VectorPoint point, QueryLeg leg) => point.Vectors.FirstOrDefault(own => own.Name == leg.Representation) is { } vector
        ? (float)vector.Vector.ToArray().Zip(leg.Vector.ToArray(), (one, other) => (double)one * other).Sum()
        : ScoreSum.Missing;
}
