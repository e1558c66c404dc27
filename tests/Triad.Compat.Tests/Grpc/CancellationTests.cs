using Grpc.Core;

namespace Triad.Compat.Tests.Grpc;

public sealed class CancellationTests
{
    /// <summary>Long enough for a busy machine: an event that does not come fails the test instead of hanging it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task UnaryCall_CancelledByTheClient_CancelsTheServer()
    {
        await using var echo = await EchoFixture.StartAsync();
        using var source = new CancellationTokenSource();
        using var call = echo.Client.OnceAsync(new EchoMessage { Text = EchoService.Wait }, cancellationToken: source.Token);
        await echo.Observations.Waiting.WaitAsync(Patience);

        await source.CancelAsync();

        var cancelled = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, cancelled.StatusCode);
        await echo.Observations.Cancelled.WaitAsync(Patience);
    }

    [Fact]
    public async Task ServerStreamingCall_Disposed_CancelsTheServer()
    {
        await using var echo = await EchoFixture.StartAsync();
        var call = echo.Client.Repeat(new EchoMessage { Text = EchoService.Wait, Times = 1 });
        Assert.True(await call.ResponseStream.MoveNext());
        await echo.Observations.Waiting.WaitAsync(Patience);

        call.Dispose();

        await echo.Observations.Cancelled.WaitAsync(Patience);
    }

    [Fact]
    public async Task UnaryCall_PastItsDeadline_EndsOnBothSides()
    {
        await using var echo = await EchoFixture.StartAsync();
        await echo.Client.OnceAsync(new EchoMessage());
        var deadline = DateTime.UtcNow.AddSeconds(2);

        using var call = echo.Client.OnceAsync(new EchoMessage { Text = EchoService.Wait }, deadline: deadline);

        await echo.Observations.Waiting.WaitAsync(Patience);
        var late = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        await echo.Observations.Cancelled.WaitAsync(Patience);
        Assert.InRange(echo.Observations.Calls.Last().Deadline, deadline.AddSeconds(-1), deadline.AddSeconds(1));
    }
}
