using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Doubles;
using Triad.Testing.Indexing;
using Triad.Vectors.Qdrant.Tests.Calls;

namespace Triad.Vectors.Qdrant.Tests.Shards;

/// <summary>Writers that meet: of two processes, and of two epochs.</summary>
public sealed class ShardWriterTests : IAsyncLifetime
{
    private const int Dimension = 8;

    private static readonly SpaceId Space = SpaceId.From("mini@0123456789abcdef");
    private static readonly ShardId Shard = new(TenantId.From("acme"), 0);
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly RandomPoints _random = new(5, Dimension);
    private QdrantDouble _server = null!;
    private QdrantIndexFixture _fixture = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await QdrantDouble.StartAsync();
        _fixture = new QdrantIndexFixture(_server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _fixture.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Upsert_EpochRaisedAfterItLooked_IsRefusedAndTakesBackWhatItPutIn()
    {
        var next = await CreateOpenSut(1);
        var stored = _random.Video("a", 1, 2);
        Value(await next.Writer.UpsertAsync(Shard, 1, stored, None));
        var gate = new CallGate("UpdateBatch");
        var old = _fixture.Open(null, null, gate);

        var writing = old.Writer.UpsertAsync(Shard, 1, [.. stored, .. _random.Video("b", 1, 3)], None);
        await gate.Reached.WaitAsync(TimeSpan.FromMinutes(1));
        Value(await next.Writer.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 2, None));
        gate.Open();
        var late = await writing;

        Assert.Equal(ErrorReason.EpochStale, late.Error?.Reason);
        Assert.Equal(2, Value(await next.Writer.CountAsync(Shard, VideoId.From("a"), null, None)));
        Assert.Equal(0, Value(await next.Writer.CountAsync(Shard, VideoId.From("b"), null, None)));
        Assert.Equal(2, Value(await next.Writer.UpsertAsync(Shard, 2, _random.Video("c", 1, 1), None)));
    }

    [Fact]
    public async Task Upsert_LaterWritesHaveWrittenTheSamePoint_LeavesItAlone()
    {
        var other = await CreateOpenSut(1);
        var gate = new CallGate("UpdateBatch");
        var late = _fixture.Open(null, null, gate);
        var writing = late.Writer.UpsertAsync(Shard, 1, _random.Video("a", 1, 1), None);
        await gate.Reached.WaitAsync(TimeSpan.FromMinutes(1));
        Value(await other.Writer.UpsertAsync(Shard, 1, _random.Video("a", 1, 1), None));
        var last = _random.Video("a", 1, 1);
        Value(await other.Writer.UpsertAsync(Shard, 1, last, None));
        gate.Open();
        Value(await writing);

        var stored = Assert.Single(Value(await other.Reader.GetAsync(Shard, new VideoGeneration(VideoId.From("a"), 1), null, None)));
        Assert.True(stored.Full().Span.SequenceEqual(last[0].Full().Span));
    }

    [Fact]
    public async Task Delete_LaterEpochHasWrittenTheVideo_LeavesItAlone()
    {
        var next = await CreateOpenSut(1);
        Value(await next.Writer.UpsertAsync(Shard, 1, _random.Video("a", 1, 2), None));
        var gate = new CallGate("UpdateBatch");
        var old = _fixture.Open(null, null, gate);

        var deleting = old.Writer.DeleteAsync(Shard, 1, VideoId.From("a"), null, None);
        await gate.Reached.WaitAsync(TimeSpan.FromMinutes(1));
        Value(await next.Writer.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 2, None));
        Value(await next.Writer.UpsertAsync(Shard, 2, _random.Video("a", 2, 3), None));
        gate.Open();

        Assert.Equal(ErrorReason.EpochStale, (await deleting).Error?.Reason);
        Assert.Equal(3, Value(await next.Writer.CountAsync(Shard, VideoId.From("a"), 2, None)));
    }

    [Fact]
    public async Task Upsert_LaterEpochHasWrittenTheSamePoint_LeavesItAlone()
    {
        var next = await CreateOpenSut(1);
        var gate = new CallGate("UpdateBatch");
        var old = _fixture.Open(null, null, gate);
        var (mine, theirs) = (_random.Video("a", 1, 1), _random.Video("a", 1, 1));

        var writing = old.Writer.UpsertAsync(Shard, 1, mine, None);
        await gate.Reached.WaitAsync(TimeSpan.FromMinutes(1));
        Value(await next.Writer.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 2, None));
        Value(await next.Writer.UpsertAsync(Shard, 2, theirs, None));
        gate.Open();

        Assert.Equal(ErrorReason.EpochStale, (await writing).Error?.Reason);
        var stored = Assert.Single(Value(await next.Reader.GetAsync(Shard, new VideoGeneration(VideoId.From("a"), 1), null, None)));
        Assert.True(stored.Full().Span.SequenceEqual(theirs[0].Full().Span));
    }

    [Fact]
    public async Task Upsert_ByTwoProcessesOfOneEpoch_AllCountAndEachHasANumberOfItsOwn()
    {
        var (one, other) = (await CreateOpenSut(1), _fixture.Open());
        var videos = Enumerable.Range(0, 10).Select(video => _random.Video($"video-{video}", 1, 2)).ToList();

        var written = await Task.WhenAll(
            videos.Select((points, i) => (i % 2 == 0 ? one : other).Writer.UpsertAsync(Shard, 1, points, None)));

        // One whose note another wrote over before it was read back is noted again: a number is left out.
        Assert.Equal(10, written.Select(Value).Distinct().Count());
        Assert.Equal(20, (await FoundAsync(one)).Count);
    }

    [Fact]
    public async Task Upsert_PointThatHasLostItsVectors_IsDeleted()
    {
        var sut = await CreateOpenSut(1);
        var points = _random.Video("a", 1, 2);
        Value(await sut.Writer.UpsertAsync(Shard, 1, points, None));

        Value(await sut.Writer.UpsertAsync(Shard, 1, [points[0] with { Vectors = [] }], None));

        Assert.Equal([1], (await FoundAsync(sut)).Select(hit => hit.Segment));
    }

    [Fact]
    public async Task Upsert_TimesThatFiltersCannotTellApart_IsRefused()
    {
        var sut = await CreateOpenSut(1);
        var point = _random.Video("a", 1, 1)[0];
        var endless = point with { Subject = point.Subject with { VideoDuration = TimeSpan.MaxValue } };

        var refused = await sut.Writer.UpsertAsync(Shard, 1, [endless], None);

        Assert.Equal((ErrorReason.FieldInvalid, "points[0].subject"), (refused.Error?.Reason, refused.Error?.Field));
    }

    [Fact]
    public async Task Upsert_MorePointsThanOneCallTakes_WritesAll()
    {
        var sut = await CreateOpenSut(1, options => (options.WriteBatch, options.ReadBatch) = (3, 4));

        Value(await sut.Writer.UpsertAsync(Shard, 1, _random.Video("a", 1, 20), None));
        Assert.Equal(20, (await FoundAsync(sut)).Count);
        Assert.Equal(20, Value(await sut.Reader.GetAsync(Shard, new VideoGeneration(VideoId.From("a"), 1), null, None)).Count);

        Value(await sut.Writer.DeleteAsync(Shard, 1, VideoId.From("a"), null, None));
        Assert.Empty(await FoundAsync(sut));
    }

    [Theory]
    [InlineData(HitGrouping.Segment, 8)]
    [InlineData(HitGrouping.Video, 2)]
    public async Task Search_LimitBeyondAnyNumber_FindsAll(HitGrouping grouping, int expected)
    {
        var sut = await CreateOpenSut(1);
        Value(await sut.Writer.UpsertAsync(Shard, 1, [.. _random.Video("a", 1, 4), .. _random.Video("b", 1, 4)], None));
        var leg = new QueryLeg(RepresentationName.Full, _random.Vector());

        var query = new VectorQuery(Shard, Space, [leg], Filter.Everything, [], grouping, int.MaxValue);

        Assert.Equal(expected, Value(await sut.Reader.SearchAsync(query, None)).Legs[0].Count);
    }

    [Fact]
    public async Task Write_TooManyWait_IsRefused()
    {
        await CreateOpenSut(1);
        var gate = new CallGate("UpdateBatch");
        var sut = _fixture.Open(options => options.MaxQueuedWrites = 1, null, gate);

        var first = sut.Writer.UpsertAsync(Shard, 1, _random.Video("a", 1, 1), None);
        await gate.Reached.WaitAsync(TimeSpan.FromMinutes(1));
        var second = sut.Writer.UpsertAsync(Shard, 1, _random.Video("b", 1, 1), None);
        var third = await sut.Writer.UpsertAsync(Shard, 1, _random.Video("c", 1, 1), None);
        gate.Open();

        Assert.Equal(ErrorReason.QueueFull, third.Error?.Reason);
        Assert.Equal(1, Value(await first));
        Assert.Equal(2, Value(await second));
    }

    [Fact]
    public async Task Wait_TooManyWait_IsRefused()
    {
        var sut = await CreateOpenSut(1, options => options.MaxWaiters = 1);

        var first = sut.Reader.WaitAsync(Shard, 1, TimeSpan.FromMinutes(1), None);
        var second = await sut.Reader.WaitAsync(Shard, 1, TimeSpan.FromMinutes(1), None);
        Value(await sut.Writer.UpsertAsync(Shard, 1, _random.Video("a", 1, 1), None));

        Assert.Equal(ErrorReason.QueueFull, second.Error?.Reason);
        Assert.True((await first).IsOk);
        Assert.True((await sut.Reader.WaitAsync(Shard, 1, TimeSpan.Zero, None)).IsOk);
    }

    private static T Value<T>(Result<T> result)
    {
        Assert.True(result.IsOk, result.Error?.Message);
        return result.Value;
    }

    private async Task<VectorIndexSut> CreateOpenSut(long epoch, Action<QdrantVectorsOptions>? configure = null)
    {
        var sut = _fixture.Open(configure);
        Value(await sut.Writer.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), epoch, None));
        return sut;
    }

    private async Task<IReadOnlyList<VectorHit>> FoundAsync(VectorIndexSut sut)
    {
        var leg = new QueryLeg(RepresentationName.Full, _random.Vector());
        var query = new VectorQuery(Shard, Space, [leg], Filter.Everything, [], HitGrouping.Segment, 100);
        return Value(await sut.Reader.SearchAsync(query, None)).Legs[0];
    }
}
