using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Doubles;
using Triad.Testing.Indexing;
using Triad.Vectors.Qdrant.Health;
using Triad.Vectors.Qdrant.Tests.Calls;

namespace Triad.Vectors.Qdrant.Tests.Faults;

/// <summary>
/// A server that is down, slow, too old, of another shape, or says what is not so: a clear reason, nothing lost, no wrong answer.
/// </summary>
public sealed class ServerFaultTests : IAsyncLifetime
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
    public async Task Server_Down_IsUnavailableAndAfterItsReturnNothingIsLost()
    {
        var sut = await CreateOpenSut(options => options.BreakerMinCalls = 1_000);
        Value(await sut.Writer.UpsertAsync(Shard, 1, _random.Video("a", 1, 3), None));
        await _server.StopAsync();

        var write = await sut.Writer.UpsertAsync(Shard, 1, _random.Video("b", 1, 3), None);
        var search = await sut.Reader.SearchAsync(Query(), None);

        AssertRefused(write.Error, ErrorReason.Unavailable, "does not answer");
        AssertRefused(search.Error, ErrorReason.Unavailable, "does not answer");
        await _server.StartAgainAsync();
        Assert.Equal(3, Value(await sut.Reader.SearchAsync(Query(), None)).Legs[0].Count);
        Value(await sut.Writer.UpsertAsync(Shard, 1, _random.Video("b", 1, 3), None));
        Assert.Equal(6, Value(await sut.Reader.SearchAsync(Query(), None)).Legs[0].Count);
    }

    [Fact]
    public async Task Server_FailsTooOften_IsLeftAloneForAWhile()
    {
        var sut = _fixture.Open(options =>
        {
            options.MaxRetries = 0;
            options.BreakerMinCalls = 4;
            options.BreakerPause = TimeSpan.FromMinutes(1);
        });
        await _server.StopAsync();
        for (var i = 0; i < 4; i++)
            await sut.Reader.SearchAsync(Query(), None);
        await _server.StartAgainAsync();
        _server.ClearRequests();

        var refused = await sut.Reader.SearchAsync(Query(), None);

        AssertRefused(refused.Error, ErrorReason.Unavailable, "was not tried");
        Assert.Equal(TimeSpan.FromMinutes(1), refused.Error?.RetryAfter);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Server_AnswersOnceThatItIsUnavailable_IsAskedAgain()
    {
        var sut = await CreateOpenSut();
        _server.FailNext("Points/UpdateBatch", StatusCode.Unavailable);
        _server.FailNext("Points/QueryBatch", StatusCode.Unavailable);

        Assert.Equal(1, Value(await sut.Writer.UpsertAsync(Shard, 1, _random.Video("a", 1, 3), None)));
        Assert.Equal(3, Value(await sut.Reader.SearchAsync(Query(), None)).Legs[0].Count);
    }

    [Fact]
    public async Task Write_AnswerLost_CountsOnce()
    {
        var sut = await CreateOpenSut();
        _server.FailNext("Points/UpdateBatch", StatusCode.Unavailable, afterwards: true);

        Assert.Equal(1, Value(await sut.Writer.UpsertAsync(Shard, 1, _random.Video("a", 1, 3), None)));
        Assert.Equal(3, Value(await sut.Writer.CountAsync(Shard, VideoId.From("a"), 1, None)));
    }

    [Fact]
    public async Task Server_Slow_TimesOut()
    {
        var sut = await CreateOpenSut(options =>
        {
            options.MaxRetries = 0;
            options.ReadTimeout = TimeSpan.FromSeconds(2);
        });
        _server.Hold("Points/QueryBatch");

        var search = await sut.Reader.SearchAsync(Query(), None);
        _server.Release("Points/QueryBatch");

        AssertRefused(search.Error, ErrorReason.TimedOut, "did not end QueryBatch in time");
        Assert.True((await sut.Reader.SearchAsync(Query(), None)).IsOk);
    }

    [Theory]
    [InlineData(Q.UpdateStatus.Acknowledged)]
    [InlineData(Q.UpdateStatus.WaitTimeout)]
    public async Task Write_OnlyTakenAndSearchableLater_IsAcknowledgedOnlyThen(Q.UpdateStatus status)
    {
        var sut = await CreateOpenSut();
        _server.AnswerWrites(status, times: 2, applied: false);

        var taken = _server.NextCallAsync("Points/UpdateBatch");
        var writing = sut.Writer.UpsertAsync(Shard, 1, _random.Video("a", 1, 3), None);
        await taken.WaitAsync(TimeSpan.FromMinutes(1));
        await _server.NextCallAsync("Points/Scroll").WaitAsync(TimeSpan.FromMinutes(1));
        Assert.False(writing.IsCompleted);
        _server.ApplyWithheld();

        Assert.Equal(1, Value(await writing));
        Assert.Equal(3, Value(await sut.Reader.SearchAsync(Query(), None)).Legs[0].Count);
    }

    [Fact]
    public async Task Write_TakenAndNeverSearchable_IsNotAcknowledged()
    {
        var sut = await CreateOpenSut(options => options.WriteTimeout = TimeSpan.FromMilliseconds(300));
        _server.AnswerWrites(Q.UpdateStatus.Acknowledged, times: 2, applied: false);

        var written = await sut.Writer.UpsertAsync(Shard, 1, _random.Video("a", 1, 3), None);

        AssertRefused(written.Error, ErrorReason.TimedOut, "did not make it searchable");
    }

    [Fact]
    public async Task Delete_SaidAndNotDone_IsNotAcknowledged()
    {
        var sut = await CreateOpenSut();
        Value(await sut.Writer.UpsertAsync(Shard, 1, _random.Video("a", 1, 3), None));
        _server.AnswerWrites(Q.UpdateStatus.Completed, times: 100, applied: false);

        var deleted = await sut.Writer.DeleteAsync(Shard, 1, VideoId.From("a"), null, None);

        AssertRefused(deleted.Error, ErrorReason.Unavailable, "3 points are left");
    }

    [Fact]
    public async Task Server_TooOld_IsRefusedAtStartAndAtEachCall()
    {
        var old = new AnswersWith<Q.HealthCheckReply>(reply => reply.Version = "1.18.3");
        var services = _fixture.Services(null, null, old);
        var start = services.GetServices<IHostedService>().OfType<ServerStartCheck>().Single();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => start.StartAsync(None));
        var search = await services.GetRequiredService<IVectorReader>().SearchAsync(Query(), None);

        Assert.Equal($"Qdrant at {_server.Address} is version '1.18.3'. Run Qdrant 1.19 or later.", refused.Message);
        Assert.Equal(refused.Message, search.Error?.Message);
    }

    [Fact]
    public async Task Server_NotThereAtStart_MayComeLater()
    {
        await _server.StopAsync();
        var services = _fixture.Services(options => options.BreakerMinCalls = 1_000);
        await services.GetServices<IHostedService>().OfType<ServerStartCheck>().Single().StartAsync(None);
        var health = services.GetRequiredService<HealthCheckService>();

        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync(None)).Status);
        await _server.StartAgainAsync();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(None)).Status);
    }

    [Fact]
    public async Task Search_ScoreThatIsNoNumber_IsAFaultOfTheIndexAndNoHit()
    {
        await CreateOpenSut();
        var broken = new AnswersWith<Q.QueryBatchResponse>(answer => answer.Result[0].Result[0].Score = float.NaN);
        var sut = _fixture.Open(null, null, broken);
        Value(await sut.Writer.UpsertAsync(Shard, 1, _random.Video("a", 1, 3), None));

        var search = await sut.Reader.SearchAsync(Query(), None);

        AssertRefused(search.Error, ErrorReason.Internal, "is damaged");
    }

    [Fact]
    public async Task Search_HitOfAnotherTenant_IsAFaultOfTheIndexAndNoHit()
    {
        await CreateOpenSut();
        var leaking = new AnswersWith<Q.QueryBatchResponse>(
            answer => answer.Result[0].Result[0].Payload["tenant"] = new() { StringValue = "birch" });
        var sut = _fixture.Open(null, null, leaking);
        Value(await sut.Writer.UpsertAsync(Shard, 1, _random.Video("a", 1, 3), None));

        var search = await sut.Reader.SearchAsync(Query(), None);

        AssertRefused(search.Error, ErrorReason.Internal, "of another");
    }

    [Fact]
    public async Task Search_PointThatSomebodyElseWrote_IsNamedAsThat()
    {
        await CreateOpenSut();
        var foreign = new AnswersWith<Q.QueryBatchResponse>(answer => answer.Result[0].Result[0].Payload.Remove("video"));
        var sut = _fixture.Open(null, null, foreign);
        Value(await sut.Writer.UpsertAsync(Shard, 1, _random.Video("a", 1, 3), None));

        var search = await sut.Reader.SearchAsync(Query(), None);

        AssertRefused(search.Error, ErrorReason.Internal, "did not write: The payload has no text 'video'");
    }

    [Fact]
    public async Task Key_NotAccepted_SaysWhichSettingToSet()
    {
        var sut = await CreateOpenSut();
        _server.FailNext("*", StatusCode.Unauthenticated, message: "Invalid API key or JWT");

        var search = await sut.Reader.SearchAsync(Query(), None);

        AssertRefused(search.Error, ErrorReason.Unavailable, "does not accept our API key");
        Assert.Contains("Triad:Qdrant:ApiKey", search.Error!.Remedy, StringComparison.Ordinal);
    }

    private static void AssertRefused(Error? error, ErrorReason reason, string words)
    {
        Assert.NotNull(error);
        Assert.Equal(reason, error.Reason);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Remedy);
    }

    private static T Value<T>(Result<T> result)
    {
        Assert.True(result.IsOk, result.Error?.Message);
        return result.Value;
    }

    private async Task<VectorIndexSut> CreateOpenSut(Action<QdrantVectorsOptions>? configure = null)
    {
        var sut = _fixture.Open(configure);
        Value(await sut.Writer.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 1, None));
        return sut;
    }

    private VectorQuery Query() => new(
        Shard,
        Space,
        [new QueryLeg(RepresentationName.Full, _random.Vector())],
        Filter.Everything,
        [],
        HitGrouping.Segment,
        100);
}
