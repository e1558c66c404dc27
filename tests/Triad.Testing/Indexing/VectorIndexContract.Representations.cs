using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Testing.Indexing;

/// <summary>The part about representations: named vectors of different dimensions, each asked for itself.</summary>
public abstract partial class VectorIndexContract
{
    [Fact]
    public async Task Search_OneRepresentation_SeesNoOther()
    {
        var sut = await CreateOpenSut();
        var points = Points(21).Video("a", 1, 12);
        Value(await sut.Writer.UpsertAsync(Shard, 1, points, None));

        foreach (var shape in Shapes.Where(shape => shape.Name != RepresentationName.Full))
        {
            var hits = Value(await sut.Reader.SearchAsync(Query(shape.Name, Points(22).Vector(shape.Dimension), 100), None)).Legs[0];

            Assert.Equal(
                points.Where(point => point.Vectors.Any(vector => vector.Name == shape.Name)).Select(point => point.Segment),
                hits.Select(hit => hit.Segment).Order());
            Assert.All(hits, hit => Assert.Equal(shape.Name, hit.Representation));
        }
    }

    [Fact]
    public async Task Search_FullOne_NamesWhatItIs()
    {
        var sut = await CreateOpenSut();
        var points = Points(23).Video("a", 1, 12);
        Value(await sut.Writer.UpsertAsync(Shard, 1, points, None));

        var hits = Value(await sut.Reader.SearchAsync(Query(Points(1).Vector(), 100), None)).Legs[0];

        Assert.Equal(12, hits.Count);
        Assert.All(hits, hit => Assert.Equal(points[hit.Segment].Vectors.Single(vector => vector.IsFull).Name, hit.Representation));
    }

    [Fact]
    public async Task Search_RepresentationThatTheShardLacks_HasNoHits()
    {
        var sut = await CreateOpenSut();
        Value(await sut.Writer.UpsertAsync(Shard, 1, Points(24).Video("a", 1, 3), None));

        var hits = Value(await sut.Reader.SearchAsync(Query(RepresentationName.From("later.v"), Points(1).Vector(5)), None));

        Assert.Empty(Assert.Single(hits.Legs));
    }

    [Fact]
    public async Task Search_VectorsWanted_ComeWithTheHitsAndElseDoNot()
    {
        var sut = await CreateOpenSut();
        var point = Points(25).Video("a", 1, 1)[0];
        Value(await sut.Writer.UpsertAsync(Shard, 1, [point], None));
        var query = Query(point.Full().ToArray());

        var with = Assert.Single(Value(await sut.Reader.SearchAsync(query with { WithVectors = true }, None)).Legs[0]);
        var without = Assert.Single(Value(await sut.Reader.SearchAsync(query, None)).Legs[0]);

        Assert.True(point.Full().Span.SequenceEqual(with.Vector.Span));
        Assert.True(without.Vector.IsEmpty);
    }

    [Fact]
    public async Task Search_NoLegOrOneTwice_IsRefused()
    {
        var sut = await CreateOpenSut();
        var query = Query(Points(1).Vector());

        var none = await sut.Reader.SearchAsync(query with { Legs = [] }, None);
        var twice = await sut.Reader.SearchAsync(query with { Legs = [query.Legs[0], query.Legs[0]] }, None);

        Assert.Equal("legs", none.Error?.Field);
        Assert.Equal("legs[1].representation", twice.Error?.Field);
    }

    [Fact]
    public async Task Open_MoreRepresentationsThanBefore_AddsThem()
    {
        var sut = await CreateSut();
        var all = Points(26).Video("a", 1, 4);
        Value(await sut.Writer.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 1, None));
        Value(await sut.Writer.UpsertAsync(Shard, 1, new RandomPoints(27, Dimension).Video("b", 1, 4), None));
        var early = await sut.Writer.UpsertAsync(Shard, 1, all, None);

        Value(await sut.Writer.OpenAsync(Shard, Space, Shapes, 2, None));
        Value(await sut.Writer.UpsertAsync(Shard, 2, all, None));
        Value(await sut.Writer.OpenAsync(Shard, Space, [Pictures], 3, None));

        Assert.Equal(ErrorReason.FieldInvalid, early.Error?.Reason);
        Assert.NotEmpty(Value(await sut.Reader.SearchAsync(Query(Words.Name, Points(1).Vector(Words.Dimension)), None)).Legs[0]);
        Assert.Equal(8, Value(await sut.Reader.SearchAsync(Query(Points(1).Vector(), 100), None)).Legs[0].Count);
    }

    [Fact]
    public async Task Open_RepresentationWithAnotherDimension_IsRefused()
    {
        var sut = await CreateOpenSut();

        var other = await sut.Writer.OpenAsync(Shard, Space, [Pictures with { Dimension = Pictures.Dimension + 1 }], 2, None);

        Assert.Equal((ErrorReason.FieldInvalid, "representations[0].dimension"), (other.Error?.Reason, other.Error?.Field));
    }

    [Fact]
    public async Task Upsert_VectorOfARepresentationThatWasNotOpened_IsRefused()
    {
        var sut = await CreateOpenSut();
        var point = Points(28).Video("a", 1, 1)[0];

        foreach (var name in new[] { "later.v", "full" })
        {
            var wrong = point with { Vectors = [new NamedVector(RepresentationName.From(name), Points(1).Vector())] };
            var result = await sut.Writer.UpsertAsync(Shard, 1, [wrong], None);

            Assert.Equal((ErrorReason.FieldInvalid, "points[0].vectors[0].name"), (result.Error?.Reason, result.Error?.Field));
        }
    }
}
