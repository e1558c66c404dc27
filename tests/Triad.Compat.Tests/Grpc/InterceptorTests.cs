using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Triad.Compat.Tests.Grpc;

public sealed class InterceptorTests
{
    [Fact]
    public async Task ServerInterceptor_CallsOfAllKinds_SeesEach()
    {
        await using var echo = await EchoFixture.StartAsync();

        await CallAllKinds(echo.Client);

        Assert.Equal(["/triad.compat.Echo/Once", "/triad.compat.Echo/Repeat", "/triad.compat.Echo/Join", "/triad.compat.Echo/Each"],
            echo.Observations.Intercepted);
    }

    [Fact]
    public async Task ClientInterceptor_CallsOfAllKinds_ChangesTheHeadersOfEach()
    {
        await using var echo = await EchoFixture.StartAsync();
        var invoker = echo.Channel.Intercept(headers =>
        {
            headers.Add("tenant", "blue");
            return headers;
        });

        await CallAllKinds(new Echo.EchoClient(invoker));

        Assert.Equal(4, echo.Observations.Calls.Count);
        Assert.All(echo.Observations.Calls, call => Assert.Equal("blue", call.Headers.GetValue("tenant")));
    }

    [Fact]
    public async Task ClientInterceptors_Several_RunInTheOrderGiven()
    {
        await using var echo = await EchoFixture.StartAsync();
        var order = new List<string>();

        var client = new Echo.EchoClient(echo.Channel.Intercept(new OrderInterceptor("first", order), new OrderInterceptor("second", order)));
        await client.OnceAsync(new EchoMessage());

        Assert.Equal(["first", "second"], order);
    }

    [Fact]
    public async Task CallCredentials_OnTheCall_AddTheirMetadata()
    {
        await using var echo = await EchoFixture.StartAsync(options => options.UnsafeUseInsecureChannelCallCredentials = true);
        var credentials = CallCredentials.FromInterceptor((context, metadata) =>
        {
            metadata.Add("method", context.MethodName);
            return Task.CompletedTask;
        });

        await echo.Client.OnceAsync(new EchoMessage(), new CallOptions(credentials: credentials));

        var (_, headers, _) = Assert.Single(echo.Observations.Calls);
        Assert.Equal("Once", headers.GetValue("method"));
    }

    private static async Task CallAllKinds(Echo.EchoClient client)
    {
        await client.OnceAsync(new EchoMessage());

        using var repeat = client.Repeat(new EchoMessage { Times = 1 });
        Assert.True(await repeat.ResponseStream.MoveNext());
        Assert.False(await repeat.ResponseStream.MoveNext());

        using var join = client.Join();
        await join.RequestStream.CompleteAsync();
        await join;

        using var each = client.Each();
        await each.RequestStream.CompleteAsync();
        Assert.False(await each.ResponseStream.MoveNext());
    }
}
