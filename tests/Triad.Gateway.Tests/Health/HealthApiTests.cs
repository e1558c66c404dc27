using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Hosting;
using Triad.Gateway.Health;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Triad.Gateway.Tests.Health;

public sealed class HealthApiTests
{
    [Fact]
    public async Task Check_WithoutAKey_TellsReadiness()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var client = new Grpc.Health.V1.Health.HealthClient(gateway.Channel);

        var before = await client.CheckAsync(new HealthCheckRequest());
        gateway.Board.Report(HealthBoard.Readiness, true);
        var after = await client.CheckAsync(new HealthCheckRequest());
        var alive = await client.CheckAsync(new HealthCheckRequest { Service = HealthBoard.Liveness });

        Assert.Equal(ServingStatus.NotServing, before.Status);
        Assert.Equal(ServingStatus.Serving, after.Status);
        Assert.Equal(ServingStatus.Serving, alive.Status);
    }

    [Fact]
    public async Task Check_OfARole_TellsThatRole()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var client = new Grpc.Health.V1.Health.HealthClient(gateway.Channel);
        gateway.Board.Report("embed", false);

        Assert.Equal(ServingStatus.NotServing, (await client.CheckAsync(new HealthCheckRequest { Service = "embed" })).Status);
        gateway.Board.Report("embed", true);
        Assert.Equal(ServingStatus.Serving, (await client.CheckAsync(new HealthCheckRequest { Service = "embed" })).Status);
    }

    [Fact]
    public async Task Check_OfAService_FollowsReadiness()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var client = new Grpc.Health.V1.Health.HealthClient(gateway.Channel);
        gateway.Board.Report(HealthBoard.Readiness, true);

        Assert.Equal(ServingStatus.Serving, (await client.CheckAsync(new HealthCheckRequest { Service = "triad.v1.SearchService" })).Status);
    }

    [Fact]
    public async Task Check_OfAnUnknownName_IsNotFound()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var client = new Grpc.Health.V1.Health.HealthClient(gateway.Channel);

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await client.CheckAsync(new HealthCheckRequest { Service = "nobody" }));

        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task Watch_OfAName_TellsEveryChange()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var client = new Grpc.Health.V1.Health.HealthClient(gateway.Channel);
        using var patience = new CancellationTokenSource(GatewayFixture.Patience);
        using var watch = client.Watch(new HealthCheckRequest { Service = "silo" }, cancellationToken: patience.Token);

        Assert.Equal(ServingStatus.ServiceUnknown, await NextAsync(watch, patience.Token));
        gateway.Board.Report("silo", true);
        Assert.Equal(ServingStatus.Serving, await NextAsync(watch, patience.Token));
        gateway.Board.Report("silo", false);
        Assert.Equal(ServingStatus.NotServing, await NextAsync(watch, patience.Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    public async Task Watch_WhenTheServerStops_EndsAsUnavailable(string service)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var client = new Grpc.Health.V1.Health.HealthClient(gateway.Channel);
        using var patience = new CancellationTokenSource(GatewayFixture.Patience);
        using var watch = client.Watch(new HealthCheckRequest { Service = service }, cancellationToken: patience.Token);
        await NextAsync(watch, patience.Token);

        gateway.Service<IHostApplicationLifetime>().StopApplication();

        var ended = await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(patience.Token));
        Assert.Equal(StatusCode.Unavailable, ended.StatusCode);
    }

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> watch, CancellationToken cancellationToken)
    {
        Assert.True(await watch.ResponseStream.MoveNext(cancellationToken));
        return watch.ResponseStream.Current.Status;
    }
}
