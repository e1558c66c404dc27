using Grpc.Core;
using Triad.Testing.Platform;

namespace Triad.Client.Tests.Calls;

public sealed class FailureTests : ClientTest
{
    [Fact]
    public async Task Refusal_WithDetails_NamesReasonFieldValueAndRemedy()
    {
        var failure = await Assert.ThrowsAsync<TriadException>(() => Client.Library.GetAsync("nowhere"));

        Assert.Equal("VIDEO_NOT_FOUND", failure.Reason);
        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
        Assert.Equal("video_id", failure.Field);
        Assert.Equal("nowhere", failure.Value);
        Assert.Equal("List the videos to see their ids.", failure.Remedy);
        Assert.Equal("video_id 'nowhere' is not in the library.", failure.Message);
    }

    [Fact]
    public async Task Refusal_WithoutDetails_TakesTheCodeAsReason()
    {
        Script.FailNext("GetVideo", new RpcException(new Status(StatusCode.FailedPrecondition, "Not now.")));

        var failure = await Assert.ThrowsAsync<TriadException>(() => Client.Library.GetAsync("one"));

        Assert.Equal("FAILED_PRECONDITION", failure.Reason);
        Assert.Equal("Not now.", failure.Message);
    }

    [Fact]
    public async Task Refusal_DamagedDetails_StillIsATriadException()
    {
        var trailers = new Metadata { { "grpc-status-details-bin", [0xff, 0xff, 0xff] } };
        Script.FailNext("GetVideo", new RpcException(new Status(StatusCode.NotFound, "Gone."), trailers));

        var failure = await Assert.ThrowsAsync<TriadException>(() => Client.Library.GetAsync("one"));

        Assert.Equal("NOT_FOUND", failure.Reason);
    }

    [Fact]
    public async Task Call_NobodyListens_IsUnavailable()
    {
        var address = Fixture.Platform.Address;
        await Fixture.Platform.DisposeAsync();
        using var client = new TriadClient(Fixture.Options() with { Address = address });

        var failure = await Assert.ThrowsAsync<TriadException>(() => client.Health.IsServingAsync());

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.Contains("cannot be reached", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_PlatformDoesNotAnswer_EndsAtTheDeadline()
    {
        using var hasty = new TriadClient(Fixture.Options() with { Timeout = TimeSpan.FromMilliseconds(300) });

        var failure = await Assert.ThrowsAsync<TriadException>(() => hasty.Search.QueryAsync("wait"));

        Assert.True(failure.IsDeadline);
        Assert.Equal("DEADLINE_EXCEEDED", failure.Reason);
    }

    [Fact]
    public async Task Call_CancelledByTheCaller_ThrowsOperationCancelled()
    {
        using var source = new CancellationTokenSource();
        var call = Client.Search.QueryAsync("wait", cancellationToken: source.Token);
        while (Script.CountOf("Search") == 0)
            await Task.Yield();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Call_Always_CarriesKeyAndDeadline()
    {
        await Client.Search.EmbedAsync("a red ball");

        var call = Assert.Single(Script.Calls);
        Assert.Equal("Bearer tk_id_secret", call.Authorization);
        Assert.InRange(call.Deadline, TimeProvider.System.GetUtcNow().UtcDateTime, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(61));
    }

    [Fact]
    public async Task Client_ManyCallsAtOnce_AllAnswer()
    {
        Store("one", "two", "three");

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Client.Search.QueryAsync("a red ball")));

        Assert.All(answers, answer => Assert.Equal(2, answer.Hits.Count));
    }
}
