using Grpc.Core;
using Grpc.Net.Client;

namespace Triad.Gateway.Tests.Calls;

public sealed class CallTimeoutTests
{
    [Theory]
    [InlineData("123456789S")]
    [InlineData("999999999H")]
    [InlineData("30")]
    [InlineData("S")]
    [InlineData("-1S")]
    [InlineData("1.5S")]
    [InlineData("30s")]
    public async Task Call_WithATimeoutThatIsNone_IsToldSo(string timeout)
    {
        await using var gateway = await GatewayFixture.StartAsync();

        var refused = await Refusal.OfAsync(() => SendAsync(gateway, timeout));

        Assert.Equal((StatusCode.InvalidArgument, "FIELD_INVALID", "grpc-timeout"), (refused.Code, refused.Info.Reason, refused.Field));
        Assert.Equal(timeout, refused.Info.Metadata["value"]);
        Assert.Contains("1 to 8 digits", refused.Info.Metadata["remedy"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30S")]
    [InlineData("99999999H")]
    [InlineData("99999999M")]
    [InlineData("20000000u")]
    public async Task Call_WithATimeout_IsAnswered(string timeout)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.AddVideo("acme", "v");

        Assert.Equal("v", (await SendAsync(gateway, timeout)).Id);
    }

    private static async Task<V1.Video> SendAsync(GatewayFixture gateway, string timeout)
    {
        using var channel = GrpcChannel.ForAddress(
            $"http://{gateway.Channel.Target}", new GrpcChannelOptions { HttpHandler = new TimeoutHandler(timeout), DisposeHttpClient = true });
        return await new V1.LibraryService.LibraryServiceClient(channel)
            .GetVideoAsync(new V1.GetVideoRequest { VideoId = "v" }, GatewayFixture.As(gateway.AcmeKey))
            .ResponseAsync.WaitAsync(GatewayFixture.Patience);
    }

    // The client's own would write a correct one.
    private sealed class TimeoutHandler(string timeout) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.TryAddWithoutValidation("grpc-timeout", timeout);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
