using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Modality;

namespace Triad.Testing.Indexing;

/// <summary>What every <see cref="IVectorIndex"/> must do. An adapter's test class derives from it and makes the index.</summary>
public abstract partial class VectorIndexContract
{
    /// <summary>Floats a vector in these tests: no multiple of any register.</summary>
    protected const int Dimension = 19;

    /// <summary>The space of these tests.</summary>
    protected static readonly SpaceId Space = SpaceId.From("mini@0123456789abcdef");

    /// <summary>A tenant of its own for each test.</summary>
    protected readonly TenantId Tenant = TenantId.From($"t{Guid.NewGuid():N}");

    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A shard of this test's tenant.</summary>
    protected ShardId Shard => new(Tenant, 0);

    /// <summary>The index under test.</summary>
    protected abstract Task<IVectorIndex> CreateSut();

    /// <summary>A search for the full representations of all segments.</summary>
    protected VectorQuery Query(float[] vector, int limit = 10) =>
        new(Shard, Space, vector, [], Filter.Everything, [], HitGrouping.Segment, limit);

    /// <summary>The index with the shard open at epoch 1.</summary>
    protected async Task<IVectorIndex> CreateOpenSut()
    {
        var sut = await CreateSut();
        Assert.Equal(0, Value(await sut.OpenAsync(Shard, Space, Dimension, 1, None)));
        return sut;
    }

    /// <summary>The value of a success.</summary>
    protected static T Value<T>(Result<T> result)
    {
        Assert.True(result.IsOk, result.Error?.Message);
        return result.Value;
    }

    [Fact]
    public async Task Open_OlderEpoch_IsRefused()
    {
        var sut = await CreateSut();
        Value(await sut.OpenAsync(Shard, Space, Dimension, 7, None));

        var again = await sut.OpenAsync(Shard, Space, Dimension, 7, None);
        var older = await sut.OpenAsync(Shard, Space, Dimension, 6, None);

        Assert.True(again.IsOk);
        Assert.Equal(ErrorReason.EpochStale, older.Error?.Reason);
    }

    [Fact]
    public async Task Open_OtherSpace_IsRefused()
    {
        var sut = await CreateOpenSut();

        var other = await sut.OpenAsync(Shard, SpaceId.From("other@0123456789abcdef"), Dimension, 2, None);

        Assert.Equal(ErrorReason.SpaceMismatch, other.Error?.Reason);
    }

    [Fact]
    public async Task Open_AfterWrites_ReturnsTheLastSequence()
    {
        var sut = await CreateOpenSut();
        var points = new RandomPoints(1, Dimension).Video(Tenant, "a", 1, 2);
        var sequence = Value(await sut.UpsertAsync(Shard, 1, points, None));

        Assert.Equal(sequence, Value(await sut.OpenAsync(Shard, Space, Dimension, 2, None)));
    }

    [Fact]
    public async Task Upsert_OlderEpoch_IsRefusedAndChangesNothing()
    {
        var sut = await CreateOpenSut();
        var random = new RandomPoints(1, Dimension);
        var vector = random.Vector();
        Value(await sut.UpsertAsync(Shard, 1, random.Video(Tenant, "a", 1, 3), None));
        Value(await sut.OpenAsync(Shard, Space, Dimension, 2, None));
        var before = Value(await sut.SearchAsync(Query(vector), None));

        var late = await sut.UpsertAsync(Shard, 1, random.Video(Tenant, "b", 1, 3), None);
        var lateDelete = await sut.DeleteAsync(Shard, 1, VideoId.From("a"), null, None);

        Assert.Equal(ErrorReason.EpochStale, late.Error?.Reason);
        Assert.Equal(ErrorReason.EpochStale, lateDelete.Error?.Reason);
        var after = Value(await sut.SearchAsync(Query(vector), None));
        Assert.Equal(before.Sequence, after.Sequence);
        Assert.Equal(before.Hits.Select(hit => hit.Point.Id), after.Hits.Select(hit => hit.Point.Id));
    }

    [Fact]
    public async Task Upsert_ShardNeverOpened_IsRefused()
    {
        var sut = await CreateSut();

        var result = await sut.UpsertAsync(Shard, 1, new RandomPoints(1, Dimension).Video(Tenant, "a", 1, 1), None);

        Assert.Equal(ErrorReason.EpochStale, result.Error?.Reason);
    }

    [Fact]
    public async Task Upsert_Repeated_ChangesNothingButTheNumber()
    {
        var sut = await CreateOpenSut();
        var random = new RandomPoints(2, Dimension);
        var points = random.Video(Tenant, "a", 1, 4);
        var query = Query(random.Vector());
        var first = Value(await sut.UpsertAsync(Shard, 1, points, None));
        var before = Value(await sut.SearchAsync(query, None));

        var second = Value(await sut.UpsertAsync(Shard, 1, points, None));

        var after = Value(await sut.SearchAsync(query, None));
        Assert.True(second > first);
        Assert.Equal(before.Candidates, after.Candidates);
        Assert.Equal(before.Hits.Select(hit => (hit.Point.Id, hit.Score)), after.Hits.Select(hit => (hit.Point.Id, hit.Score)));
    }

    [Fact]
    public async Task Upsert_SameIdOtherVector_Replaces()
    {
        var sut = await CreateOpenSut();
        var random = new RandomPoints(3, Dimension);
        var point = random.Video(Tenant, "a", 1, 1).Single(p => p.IsFull);
        Value(await sut.UpsertAsync(Shard, 1, [point], None));
        var changed = point with { Vector = random.Vector() };

        Value(await sut.UpsertAsync(Shard, 1, [changed], None));

        var hit = Assert.Single(Value(await sut.SearchAsync(Query(changed.Vector.ToArray()), None)).Hits);
        Assert.Equal(1f, hit.Score, 1e-5f);
    }

    [Theory]
    [InlineData(Dimension + 1, 1f)]
    [InlineData(Dimension, 0f)]
    [InlineData(Dimension, 2f)]
    [InlineData(Dimension, float.NaN)]
    [InlineData(Dimension, float.PositiveInfinity)]
    public async Task Upsert_VectorThatIsNoUnitVectorOfTheSpace_IsRefusedWhole(int dimension, float first)
    {
        var sut = await CreateOpenSut();
        var points = new RandomPoints(4, Dimension).Video(Tenant, "a", 1, 2);
        var wrong = new float[dimension];
        wrong[0] = first;
        points[^1] = points[^1] with { Vector = wrong };

        var result = await sut.UpsertAsync(Shard, 1, points, None);

        Assert.Equal(ErrorReason.FieldInvalid, result.Error?.Reason);
        Assert.NotNull(result.Error?.Remedy);
        Assert.Empty(Value(await sut.GetAsync(Shard, new VideoGeneration(VideoId.From("a"), 1), null, None)));
    }

    [Fact]
    public async Task Get_GenerationOrSegment_InOrder()
    {
        var sut = await CreateOpenSut();
        var random = new RandomPoints(5, Dimension);
        var points = random.Video(Tenant, "a", 2, 5);
        Value(await sut.UpsertAsync(Shard, 1, [.. Enumerable.Reverse(points)], None));
        Value(await sut.UpsertAsync(Shard, 1, random.Video(Tenant, "a", 1, 3), None));
        var expected = points.OrderBy(point => point.Segment).ThenBy(point => point.Representation).ToList();

        var all = Value(await sut.GetAsync(Shard, new VideoGeneration(VideoId.From("a"), 2), null, None));
        var one = Value(await sut.GetAsync(Shard, new VideoGeneration(VideoId.From("a"), 2), 3, None));

        Assert.Equal(expected.Select(point => point.Id), all.Select(point => point.Id));
        Assert.Equal(expected.Where(point => point.Segment == 3).Select(point => point.Id), one.Select(point => point.Id));
        for (var i = 0; i < all.Count; i++)
        {
            Assert.True(expected[i].Vector.Span.SequenceEqual(all[i].Vector.Span));
            Assert.Equal(expected[i].Subject.Span, all[i].Subject.Span);
            Assert.Equal(expected[i].Subject.Mask, all[i].Subject.Mask);
            Assert.Equal(
                expected[i].Subject.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal),
                all[i].Subject.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Delete_OneGeneration_LeavesTheOther()
    {
        var sut = await CreateOpenSut();
        var random = new RandomPoints(6, Dimension);
        Value(await sut.UpsertAsync(Shard, 1, random.Video(Tenant, "a", 1, 3), None));
        Value(await sut.UpsertAsync(Shard, 1, random.Video(Tenant, "a", 2, 3), None));

        Value(await sut.DeleteAsync(Shard, 1, VideoId.From("a"), 1, None));

        Assert.Empty(Value(await sut.GetAsync(Shard, new VideoGeneration(VideoId.From("a"), 1), null, None)));
        Assert.All(Value(await sut.SearchAsync(Query(random.Vector()), None)).Hits, hit => Assert.Equal(2, hit.Point.Generation));
    }

    [Fact]
    public async Task Delete_Repeated_Succeeds()
    {
        var sut = await CreateOpenSut();
        var random = new RandomPoints(7, Dimension);
        Value(await sut.UpsertAsync(Shard, 1, random.Video(Tenant, "a", 1, 3), None));

        var first = Value(await sut.DeleteAsync(Shard, 1, VideoId.From("a"), null, None));
        var second = Value(await sut.DeleteAsync(Shard, 1, VideoId.From("a"), null, None));

        Assert.True(second > first);
        Assert.Empty(Value(await sut.SearchAsync(Query(random.Vector()), None)).Hits);
    }

    [Fact]
    public async Task Drop_Shard_LeavesNothingAndTheTenantsOtherShard()
    {
        var sut = await CreateOpenSut();
        var other = new ShardId(Tenant, 1);
        var random = new RandomPoints(8, Dimension);
        Value(await sut.OpenAsync(other, Space, Dimension, 1, None));
        Value(await sut.UpsertAsync(Shard, 1, random.Video(Tenant, "a", 1, 3), None));
        Value(await sut.UpsertAsync(other, 1, random.Video(Tenant, "b", 1, 3), None));

        var older = await sut.DropAsync(Shard, 0, None);
        var dropped = await sut.DropAsync(Shard, 1, None);
        var again = await sut.DropAsync(Shard, 1, None);

        Assert.Equal(ErrorReason.EpochStale, older.Error?.Reason);
        Assert.True(dropped.IsOk);
        Assert.True(again.IsOk);
        Assert.Equal(0, Value(await sut.SearchAsync(Query(random.Vector()), None)).Sequence);
        Assert.NotEmpty(Value(await sut.SearchAsync(Query(random.Vector()) with { Shard = other }, None)).Hits);
        Assert.Equal(0, Value(await sut.OpenAsync(Shard, Space, Dimension, 2, None)));
    }

    [Fact]
    public async Task Wait_WriteComesLater_EndsWithIt()
    {
        var sut = await CreateOpenSut();
        var random = new RandomPoints(9, Dimension);

        var waiting = sut.WaitAsync(Shard, 2, TimeSpan.FromMinutes(1), None);
        Value(await sut.UpsertAsync(Shard, 1, random.Video(Tenant, "a", 1, 1), None));
        Assert.False(waiting.IsCompleted);
        Value(await sut.UpsertAsync(Shard, 1, random.Video(Tenant, "b", 1, 1), None));

        Assert.True((await waiting).IsOk);
        Assert.True((await sut.WaitAsync(Shard, 1, TimeSpan.Zero, None)).IsOk);
        Assert.True(Value(await sut.SearchAsync(Query(random.Vector()), None)).Sequence >= 2);
    }

    [Fact]
    public async Task Wait_WriteNeverComes_TimesOut()
    {
        var sut = await CreateOpenSut();

        var result = await sut.WaitAsync(Shard, 1, TimeSpan.FromMilliseconds(20), None);

        Assert.Equal(ErrorReason.TimedOut, result.Error?.Reason);
    }
}
