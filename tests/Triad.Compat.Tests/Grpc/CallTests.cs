using Google.Protobuf;
using Grpc.Core;

namespace Triad.Compat.Tests.Grpc;

public sealed class CallTests
{
    [Fact]
    public async Task UnaryCall_Answered_CarriesMessageHeadersAndTrailers()
    {
        await using var echo = await EchoFixture.StartAsync();
        using var call = echo.Client.OnceAsync(new EchoMessage { Text = "olá", Payload = ByteString.CopyFrom(new byte[100_000]) });

        var headers = await call.ResponseHeadersAsync;
        var answer = await call;

        Assert.Equal("olá", answer.Text);
        Assert.Equal(100_000, answer.Payload.Length);
        Assert.Equal("echo", headers.GetValue("served-by"));
        Assert.Equal("3", call.GetTrailers().GetValue("cost"));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task UnaryCall_Blocking_Answers()
    {
        await using var echo = await EchoFixture.StartAsync();

        Assert.Equal("now", echo.Client.Once(new EchoMessage { Text = "now" }).Text);
    }

    [Fact]
    public async Task ServerStreamingCall_Read_KeepsTheOrder()
    {
        await using var echo = await EchoFixture.StartAsync();
        using var call = echo.Client.Repeat(new EchoMessage { Text = "a", Times = 50 });

        var received = new List<int>();
        await foreach (var message in call.ResponseStream.ReadAllAsync())
            received.Add(message.Times);

        Assert.Equal(Enumerable.Range(0, 50), received);
    }

    [Fact]
    public async Task ClientStreamingCall_Completed_ReturnsOneAnswer()
    {
        await using var echo = await EchoFixture.StartAsync();
        using var call = echo.Client.Join();

        foreach (var text in new[] { "to", "be", "joined" })
            await call.RequestStream.WriteAsync(new EchoMessage { Text = text });
        await call.RequestStream.CompleteAsync();

        Assert.Equal("to be joined", (await call).Text);
    }

    [Fact]
    public async Task DuplexCall_TakenInTurns_AnswersEachMessage()
    {
        await using var echo = await EchoFixture.StartAsync();
        using var call = echo.Client.Each();

        foreach (var text in new[] { "one", "two", "three" })
        {
            await call.RequestStream.WriteAsync(new EchoMessage { Text = text });
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
            Assert.Equal(text, call.ResponseStream.Current.Text);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task Call_RefusedByTheServer_ThrowsWithStatusAndTrailers()
    {
        await using var echo = await EchoFixture.StartAsync();

        var refused = await Assert.ThrowsAsync<RpcException>(
            async () => await echo.Client.OnceAsync(new EchoMessage { Text = EchoService.Fail }));

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Equal("no – não", refused.Status.Detail);
        Assert.Equal("as asked", refused.Trailers.GetValue("reason"));
        Assert.Equal(new byte[] { 1, 0, 255 }, refused.Trailers.GetValueBytes("detail-bin"));
    }

    [Fact]
    public async Task Call_WithHeaders_ShowsThemToTheServer()
    {
        await using var echo = await EchoFixture.StartAsync();

        await echo.Client.OnceAsync(
            new EchoMessage(), new Metadata { { "Authorization", "Bearer k" }, { "trace-bin", new byte[] { 9, 8 } } });

        var (_, headers, _) = Assert.Single(echo.Observations.Calls);
        Assert.Equal("Bearer k", headers.GetValue("authorization"));
        Assert.Equal(new byte[] { 9, 8 }, headers.GetValueBytes("trace-bin"));
    }
}
