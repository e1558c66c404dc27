using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Testing.Indexing;

/// <summary>
/// What every <see cref="IVectorWriter"/> and <see cref="IVectorReader"/> must do, together. An adapter's test class derives from it and
/// makes both.
/// </summary>
public abstract partial class VectorIndexContract
{
    /// <summary>The trait that tells which tests say the same in every run: a recording of their calls can be played to another server.</summary>
    protected const string Recorded = "recorded";

    /// <summary>Its value for tests whose calls come in any order, or are drawn anew each time.</summary>
    protected const string No = "no";

    /// <summary>Floats a vector of the fused representations in these tests: no multiple of any register.</summary>
    protected const int Dimension = 19;

    /// <summary>A representation of another dimension.</summary>
    protected static readonly RepresentationShape Pictures = new(RepresentationName.From("clip.v"), 7);

    /// <summary>One of another dimension again.</summary>
    protected static readonly RepresentationShape Words = new(RepresentationName.From("words.t"), 13);

    /// <summary>The representations of these tests.</summary>
    protected static readonly IReadOnlyList<RepresentationShape> Shapes = [.. RandomPoints.Shapes(Dimension), Pictures, Words];

    /// <summary>The space of these tests.</summary>
    protected static readonly SpaceId Space = SpaceId.From("mini@0123456789abcdef");

    /// <summary>A tenant of its own for each test.</summary>
    protected readonly TenantId Tenant = TenantId.From($"t{Guid.NewGuid():N}");

    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A shard of this test's tenant.</summary>
    protected ShardId Shard => new(Tenant, 0);

    /// <summary>The index under test.</summary>
    protected abstract Task<VectorIndexSut> CreateSut();

    /// <summary>A second one on the same data, as another process has it.</summary>
    protected abstract Task<VectorIndexSut> CreateAnotherSut();

    /// <summary>A search for the full representations of all segments.</summary>
    protected VectorQuery Query(float[] vector, int limit = 10) =>
        new(Shard, Space, [new QueryLeg(RepresentationName.Full, vector)], Filter.Everything, [], HitGrouping.Segment, limit);

    /// <summary>A search for one representation.</summary>
    protected VectorQuery Query(RepresentationName name, ReadOnlyMemory<float> vector, int limit = 10) =>
        Query([], limit) with { Legs = [new QueryLeg(name, vector)] };

    /// <summary>Fails unless a point is stored as it was given.</summary>
    protected static void AssertSame(VectorPoint want, VectorPoint have)
    {
        Assert.Equal((want.Generation, want.Segment), (have.Generation, have.Segment));
        Assert.Equal((want.Subject.Video, want.Subject.Span, want.Subject.Mask), (have.Subject.Video, have.Subject.Span, have.Subject.Mask));
        Assert.Equal(
            want.Subject.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            have.Subject.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal(
            want.Vectors.Select(vector => (vector.Name.Value, vector.IsFull)).Order(),
            have.Vectors.Select(vector => (vector.Name.Value, vector.IsFull)).Order());
        foreach (var vector in want.Vectors)
            Assert.True(have.Vectors.Single(other => other.Name == vector.Name).Vector.Span.SequenceEqual(vector.Vector.Span));
    }

    /// <summary>Random points that have all representations of these tests.</summary>
    protected static RandomPoints Points(int seed) => new(seed, Dimension) { Others = [Pictures, Words] };

    /// <summary>The index with the shard open at epoch 1.</summary>
    protected async Task<VectorIndexSut> CreateOpenSut()
    {
        var sut = await CreateSut();
        Assert.Equal(0, Value(await sut.Writer.OpenAsync(Shard, Space, Shapes, 1, None)));
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
        Value(await sut.Writer.OpenAsync(Shard, Space, Shapes, 7, None));

        var again = await sut.Writer.OpenAsync(Shard, Space, Shapes, 7, None);
        var older = await sut.Writer.OpenAsync(Shard, Space, Shapes, 6, None);

        Assert.True(again.IsOk);
        Assert.Equal(ErrorReason.EpochStale, older.Error?.Reason);
    }

    [Fact]
    public async Task Open_OtherSpace_IsRefused()
    {
        var sut = await CreateOpenSut();

        var other = await sut.Writer.OpenAsync(Shard, SpaceId.From("other@0123456789abcdef"), Shapes, 2, None);

        Assert.Equal(ErrorReason.SpaceMismatch, other.Error?.Reason);
    }

    [Fact]
    public async Task Open_AfterWrites_ReturnsTheLastSequence()
    {
        var sut = await CreateOpenSut();
        var points = Points(1).Video("a", 1, 2);
        var sequence = Value(await sut.Writer.UpsertAsync(Shard, 1, points, None));

        Assert.Equal(sequence, Value(await sut.Writer.OpenAsync(Shard, Space, Shapes, 2, None)));
    }

    [Fact]
    public async Task Upsert_OlderEpoch_IsRefusedAndChangesNothing()
    {
        var sut = await CreateOpenSut();
        var random = Points(1);
        var vector = random.Vector();
        Value(await sut.Writer.UpsertAsync(Shard, 1, random.Video("a", 1, 3), None));
        Value(await sut.Writer.OpenAsync(Shard, Space, Shapes, 2, None));
        var before = Value(await sut.Reader.SearchAsync(Query(vector), None));

        var late = await sut.Writer.UpsertAsync(Shard, 1, random.Video("b", 1, 3), None);
        var lateDelete = await sut.Writer.DeleteAsync(Shard, 1, VideoId.From("a"), null, None);

        Assert.Equal(ErrorReason.EpochStale, late.Error?.Reason);
        Assert.Equal(ErrorReason.EpochStale, lateDelete.Error?.Reason);
        var after = Value(await sut.Reader.SearchAsync(Query(vector), None));
        Assert.Equal(before.Sequence, after.Sequence);
        Assert.Equal(before.Legs[0].Select(hit => hit.Id), after.Legs[0].Select(hit => hit.Id));
    }

    [Fact]
    public async Task Upsert_ShardNeverOpened_IsRefused()
    {
        var sut = await CreateSut();

        var result = await sut.Writer.UpsertAsync(Shard, 1, Points(1).Video("a", 1, 1), None);

        Assert.Equal(ErrorReason.EpochStale, result.Error?.Reason);
    }

    [Fact]
    public async Task Upsert_Repeated_ChangesNothingButTheNumber()
    {
        var sut = await CreateOpenSut();
        var random = Points(2);
        var points = random.Video("a", 1, 4);
        var query = Query(random.Vector());
        var first = Value(await sut.Writer.UpsertAsync(Shard, 1, points, None));
        var before = Value(await sut.Reader.SearchAsync(query, None));

        var second = Value(await sut.Writer.UpsertAsync(Shard, 1, points, None));

        var after = Value(await sut.Reader.SearchAsync(query, None));
        Assert.True(second > first);
        Assert.Equal(before.Candidates, after.Candidates);
        Assert.Equal(before.Legs[0].Select(hit => (hit.Id, hit.Score)), after.Legs[0].Select(hit => (hit.Id, hit.Score)));
    }

    [Fact]
    public async Task Upsert_SameSegmentOtherVector_Replaces()
    {
        var sut = await CreateOpenSut();
        var random = Points(3);
        var point = random.Video("a", 1, 1)[0];
        Value(await sut.Writer.UpsertAsync(Shard, 1, [point], None));
        var changed = point with { Vectors = [.. point.Vectors.Select(vector => vector.IsFull ? vector with { Vector = random.Vector() } : vector)] };

        Value(await sut.Writer.UpsertAsync(Shard, 1, [changed], None));

        var hit = Assert.Single(Value(await sut.Reader.SearchAsync(Query(changed.Full().ToArray()), None)).Legs[0]);
        Assert.Equal(1f, hit.Score, 1e-5f);
    }

    [Fact]
    public async Task Upsert_SameSegmentWithFewerVectors_LeavesNoneOfTheOld()
    {
        var sut = await CreateOpenSut();
        var point = new RandomPoints(3, Dimension).Video("a", 1, 4).First(point => point.Vectors.Length > 1);
        Value(await sut.Writer.UpsertAsync(Shard, 1, [point], None));
        var lesser = point with { Vectors = [point.Vectors.Single(vector => vector.IsFull)] };

        Value(await sut.Writer.UpsertAsync(Shard, 1, [lesser], None));

        var stored = Assert.Single(Value(await sut.Reader.GetAsync(Shard, new VideoGeneration(VideoId.From("a"), 1), null, None)));
        Assert.Equal(lesser.Vectors.Select(vector => vector.Name), stored.Vectors.Select(vector => vector.Name));
        foreach (var gone in point.Vectors.Where(vector => !vector.IsFull))
            Assert.Empty(Value(await sut.Reader.SearchAsync(Query(gone.Name, gone.Vector), None)).Legs[0]);
    }

    [Theory]
    [InlineData(Dimension + 1, 1f)]
    [InlineData(Dimension, 0f)]
    [InlineData(Dimension, 2f)]
    [InlineData(Dimension, float.NaN)]
    [InlineData(Dimension, float.PositiveInfinity)]
    public async Task Upsert_VectorThatIsNoUnitVectorOfTheRepresentation_IsRefusedWhole(int dimension, float first)
    {
        var sut = await CreateOpenSut();
        var points = Points(4).Video("a", 1, 2);
        var wrong = new float[dimension];
        wrong[0] = first;
        points[^1] = points[^1] with { Vectors = points[^1].Vectors.SetItem(0, points[^1].Vectors[0] with { Vector = wrong }) };

        var result = await sut.Writer.UpsertAsync(Shard, 1, points, None);

        Assert.Equal(ErrorReason.FieldInvalid, result.Error?.Reason);
        Assert.Equal("points[1].vectors[0].vector", result.Error?.Field);
        Assert.NotNull(result.Error?.Remedy);
        Assert.Empty(Value(await sut.Reader.GetAsync(Shard, new VideoGeneration(VideoId.From("a"), 1), null, None)));
    }

    [Fact]
    public async Task Upsert_SegmentBelowTheWholeVideo_IsRefused()
    {
        var sut = await CreateOpenSut();
        var point = Points(1).Video("a", 1, 1)[0] with { Segment = VectorPoint.WholeVideo - 1 };

        Assert.Equal("points[0].segment", (await sut.Writer.UpsertAsync(Shard, 1, [point], None)).Error?.Field);
    }

    [Fact]
    public async Task Get_GenerationOrSegment_InOrder()
    {
        var sut = await CreateOpenSut();
        var random = Points(5);
        var points = random.Video("a", 2, 5);
        Value(await sut.Writer.UpsertAsync(Shard, 1, [.. Enumerable.Reverse(points)], None));
        Value(await sut.Writer.UpsertAsync(Shard, 1, random.Video("a", 1, 3), None));

        var all = Value(await sut.Reader.GetAsync(Shard, new VideoGeneration(VideoId.From("a"), 2), null, None));
        var one = Value(await sut.Reader.GetAsync(Shard, new VideoGeneration(VideoId.From("a"), 2), 3, None));

        Assert.Equal([0, 1, 2, 3, 4], all.Select(point => point.Segment));
        AssertSame(points[3], Assert.Single(one));
        foreach (var (want, have) in points.Zip(all))
            AssertSame(want, have);
    }

    [Fact]
    public async Task Count_OfAVideo_CountsItsPointsByGeneration()
    {
        var sut = await CreateOpenSut();
        var random = Points(6);
        Value(await sut.Writer.UpsertAsync(Shard, 1, random.VideoAndWhole("a", 1, 3), None));
        Value(await sut.Writer.UpsertAsync(Shard, 1, random.Video("a", 2, 5), None));
        Value(await sut.Writer.UpsertAsync(Shard, 1, random.Video("a", 2, 5), None));
        Value(await sut.Writer.UpsertAsync(Shard, 1, random.Video("b", 1, 2), None));
        var video = VideoId.From("a");

        Assert.Equal(4, Value(await sut.Writer.CountAsync(Shard, video, 1, None)));
        Assert.Equal(9, Value(await sut.Writer.CountAsync(Shard, video, null, None)));
        Value(await sut.Writer.DeleteAsync(Shard, 1, video, 2, None));
        Assert.Equal(4, Value(await sut.Writer.CountAsync(Shard, video, null, None)));
        Value(await sut.Writer.DeleteAsync(Shard, 1, video, null, None));
        Assert.Equal(0, Value(await sut.Writer.CountAsync(Shard, video, null, None)));
        Assert.Equal(0, Value(await sut.Writer.CountAsync(Shard with { Number = 9 }, video, null, None)));
    }

    [Fact]
    public async Task Delete_OneGeneration_LeavesTheOther()
    {
        var sut = await CreateOpenSut();
        var random = Points(6);
        Value(await sut.Writer.UpsertAsync(Shard, 1, random.Video("a", 1, 3), None));
        Value(await sut.Writer.UpsertAsync(Shard, 1, random.Video("a", 2, 3), None));

        Value(await sut.Writer.DeleteAsync(Shard, 1, VideoId.From("a"), 1, None));

        Assert.Empty(Value(await sut.Reader.GetAsync(Shard, new VideoGeneration(VideoId.From("a"), 1), null, None)));
        Assert.All(Value(await sut.Reader.SearchAsync(Query(random.Vector()), None)).Legs[0], hit => Assert.Equal(2, hit.Generation));
    }

    [Fact]
    public async Task Delete_Repeated_Succeeds()
    {
        var sut = await CreateOpenSut();
        var random = Points(7);
        Value(await sut.Writer.UpsertAsync(Shard, 1, random.Video("a", 1, 3), None));

        var first = Value(await sut.Writer.DeleteAsync(Shard, 1, VideoId.From("a"), null, None));
        var second = Value(await sut.Writer.DeleteAsync(Shard, 1, VideoId.From("a"), null, None));

        Assert.True(second > first);
        Assert.Empty(Value(await sut.Reader.SearchAsync(Query(random.Vector()), None)).Legs[0]);
    }

    [Fact]
    [Trait(Recorded, No)]
    public async Task Wait_WriteComesLater_EndsWithIt()
    {
        var sut = await CreateOpenSut();
        var random = Points(9);

        var waiting = sut.Reader.WaitAsync(Shard, 2, TimeSpan.FromMinutes(1), None);
        Value(await sut.Writer.UpsertAsync(Shard, 1, random.Video("a", 1, 1), None));
        Assert.False(waiting.IsCompleted);
        Value(await sut.Writer.UpsertAsync(Shard, 1, random.Video("b", 1, 1), None));

        Assert.True((await waiting).IsOk);
        Assert.True((await sut.Reader.WaitAsync(Shard, 1, TimeSpan.Zero, None)).IsOk);
        Assert.True(Value(await sut.Reader.SearchAsync(Query(random.Vector()), None)).Sequence >= 2);
    }

    [Fact]
    public async Task Wait_WriteNeverComes_TimesOut()
    {
        var sut = await CreateOpenSut();

        var result = await sut.Reader.WaitAsync(Shard, 1, TimeSpan.FromMilliseconds(20), None);

        Assert.Equal(ErrorReason.TimedOut, result.Error?.Reason);
    }
}
