using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;

namespace Triad.Testing.Indexing;

/// <summary>The part about metadata that change: filters find the new values and none of the old ones, in every generation of one video.</summary>
public abstract partial class VectorIndexContract
{
    private static readonly ImmutableDictionary<string, MetadataValue> Blue = ImmutableDictionary<string, MetadataValue>.Empty
        .Add("paint", MetadataValue.Of("blue")).Add("wheels", MetadataValue.Of(4));

    [Fact]
    public async Task SetMetadata_OfAVideo_IsFoundByNewValuesAndNotByOldOnes()
    {
        var sut = await CreateSut();
        Value(await sut.Writer.OpenAsync(Shard, Space, Shapes, 1, None));
        var random = Points(1);
        Value(await sut.Writer.UpsertAsync(Shard, 1, [.. random.VideoAndWhole("car", 1, 3), .. random.VideoAndWhole("bus", 1, 3)], None));
        var red = ImmutableDictionary<string, MetadataValue>.Empty.Add("paint", MetadataValue.Of("red")).Add("doors", MetadataValue.Of(5));
        Value(await sut.Writer.SetMetadataAsync(Shard, 1, VideoId.From("car"), red, None));

        var written = Value(await sut.Writer.SetMetadataAsync(Shard, 1, VideoId.From("car"), Blue, None));
        Assert.True((await sut.Reader.WaitAsync(Shard, written, TimeSpan.FromSeconds(20), None)).IsOk);

        Assert.Empty(await FoundByAsync(sut, new MetadataMatch("paint", [MetadataValue.Of("red")])));
        Assert.Empty(await FoundByAsync(sut, new MetadataMatch("doors", [MetadataValue.Of(5)])));
        Assert.Equal(["car", "car", "car"], await FoundByAsync(sut, new MetadataMatch("paint", [MetadataValue.Of("blue")])));
        Assert.Equal(["car", "car", "car"], await FoundByAsync(sut, new MetadataMatch("wheels", [MetadataValue.Of(4)])));
        var stored = Value(await sut.Reader.GetAsync(Shard, new VideoGeneration(VideoId.From("car"), 1), null, None));
        Assert.Equal(4, stored.Count);
        Assert.All(stored, point => Assert.Equal(Blue.OrderBy(pair => pair.Key), point.Subject.Metadata.OrderBy(pair => pair.Key)));
    }

    [Fact]
    public async Task SetMetadata_ToNone_LeavesNothingOfTheOldOnesAndAllVectors()
    {
        var sut = await CreateSut();
        Value(await sut.Writer.OpenAsync(Shard, Space, Shapes, 1, None));
        var points = Points(2).VideoAndWhole("car", 1, 2);
        Value(await sut.Writer.UpsertAsync(Shard, 1, points, None));
        Value(await sut.Writer.SetMetadataAsync(Shard, 1, VideoId.From("car"), Blue, None));

        Value(await sut.Writer.SetMetadataAsync(Shard, 1, VideoId.From("car"), ImmutableDictionary<string, MetadataValue>.Empty, None));
        Value(await sut.Writer.SetMetadataAsync(Shard, 1, VideoId.From("nobody"), Blue, None));

        Assert.Empty(await FoundByAsync(sut, new MetadataMatch("paint", [MetadataValue.Of("blue")])));
        var stored = Value(await sut.Reader.GetAsync(Shard, new VideoGeneration(VideoId.From("car"), 1), 0, None));
        AssertSame(
            points[0] with { Subject = points[0].Subject with { Metadata = ImmutableDictionary<string, MetadataValue>.Empty } }, Assert.Single(stored));
    }

    [Fact]
    public async Task SetMetadata_ByAnOlderEpoch_IsRefused()
    {
        var sut = await CreateSut();
        Value(await sut.Writer.OpenAsync(Shard, Space, Shapes, 1, None));
        Value(await sut.Writer.UpsertAsync(Shard, 1, Points(3).Video("car", 1, 2), None));
        Value(await sut.Writer.OpenAsync(Shard, Space, Shapes, 2, None));

        var late = await sut.Writer.SetMetadataAsync(Shard, 1, VideoId.From("car"), Blue, None);

        Assert.Equal(ErrorReason.EpochStale, late.Error?.Reason);
        Assert.Empty(await FoundByAsync(sut, new MetadataMatch("paint", [MetadataValue.Of("blue")])));
    }

    private async Task<IEnumerable<string>> FoundByAsync(VectorIndexSut sut, Condition condition)
    {
        var query = Query(Points(9).Vector(), 100) with { Filter = new Filter([condition], [], []) };
        return Value(await sut.Reader.SearchAsync(query, None)).Legs[0].Select(hit => hit.Subject.Video.Value);
    }
}
