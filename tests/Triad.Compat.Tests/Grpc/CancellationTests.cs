using Grpc.Core;

namespace Triad.Compat.Tests.Grpc;

public sealed class CancellationTests
{
    [Fact]
    public async Task UnaryCall_CancelledByTheClient_CancelsTheServer()
    {
        await using var echo = await EchoFixture.StartAsync();
        using var source = new CancellationTokenSource();
        using var call = echo.Client.OnceAsync(new EchoMessage { Text = EchoService.Wait }, cancellationToken: source.Token);
        await echo.Observations.Waiting;

        await source.CancelAsync();

        var cancelled = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, cancelled.StatusCode);
        await echo.Observations.Cancelled;
    }

    [Fact]
    public async Task ServerStreamingCall_Disposed_CancelsTheServer()
    {
        await using var echo = await EchoFixture.StartAsync();
        var call = echo.Client.Repeat(new EchoMessage { Text = EchoService.Wait, Times = 1 });
        Assert.True(await call.ResponseStream.MoveNext());
        await echo.Observations.Waiting;

        call.Dispose();

        await echo.Observations.Cancelled;
    }

    [Fact]
    public async Task UnaryCall_PastItsDeadline_EndsOnBothSides()
    {
        await using var echo = await EchoFixture.StartAsync();
        var deadline = DateTime.UtcNow.AddMilliseconds(300);

        var late = await Assert.ThrowsAsync<RpcException>(
            async () => await echo.Client.OnceAsync(new EchoMessage { Text = EchoService.Wait }, deadline: deadline));

        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        await echo.Observations.Cancelled;
        var (_, _, seen) = Assert.Single(echo.Observations.Calls);
        Assert.InRange(seen, deadline.AddSeconds(-2), deadline.AddSeconds(2));
    }
}
