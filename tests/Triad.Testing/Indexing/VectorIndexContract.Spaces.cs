using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Testing.Indexing;

/// <summary>The part about spaces: vectors of two of them are never compared, whoever opens a shard first.</summary>
public abstract partial class VectorIndexContract
{
    private static readonly SpaceId OtherSpace = SpaceId.From("other@0123456789abcdef");

    [Fact]
    public async Task Search_TwoShardsOfTwoSpaces_EachSeesItsOwn()
    {
        var sut = await CreateOpenSut();
        var later = Shard with { Number = 1 };
        Value(await sut.Writer.OpenAsync(later, OtherSpace, Shapes, 1, None));
        var (first, second) = (Points(41).Video("a", 1, 3), Points(42).Video("a", 1, 5));
        Value(await sut.Writer.UpsertAsync(Shard, 1, first, None));
        Value(await sut.Writer.UpsertAsync(later, 1, second, None));
        var query = Query(Points(1).Vector(), 100);

        var ofFirst = Value(await sut.Reader.SearchAsync(query, None)).Legs[0];
        var ofSecond = Value(await sut.Reader.SearchAsync(query with { Shard = later, Space = OtherSpace }, None)).Legs[0];
        var crossed = await sut.Reader.SearchAsync(query with { Shard = later }, None);

        Assert.Equal(3, ofFirst.Count);
        Assert.Equal(5, ofSecond.Count);
        Assert.Equal(ErrorReason.SpaceMismatch, crossed.Error?.Reason);
        Assert.Equal(3, Value(await sut.Writer.CountAsync(Shard, VideoId.From("a"), null, None)));
    }

    [Fact]
    [Trait(Recorded, No)]
    public async Task Open_ByTwoAtOnceWithTwoSpaces_OneWins()
    {
        var (one, other) = (await CreateSut(), await CreateAnotherSut());

        var opened = await Task.WhenAll(
            one.Writer.OpenAsync(Shard, Space, Shapes, 1, None),
            other.Writer.OpenAsync(Shard, OtherSpace, Shapes, 2, None));

        Assert.Single(opened, result => result.IsOk);
        Assert.Equal(ErrorReason.SpaceMismatch, opened.Single(result => !result.IsOk).Error?.Reason);
    }
}
