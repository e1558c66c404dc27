using Google.Protobuf;
using Grpc.Core;
using Triad.Core.Errors;
using Triad.Core.Usage;

namespace Triad.Gateway.Tests.Usage;

public sealed class MeteringTests : IAsyncLifetime
{
    private GatewayFixture _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await GatewayFixture.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Search_ThatIsAnswered_CountsOneOfItsPackageAndTheBytesOfItsAnswer()
    {
        var answer = await _gateway.Search.SearchAsync(Request(), GatewayFixture.As(_gateway.AcmeKey));

        var searched = Assert.Single(_gateway.Meter.Counted, counted => counted.Kind == UsageKinds.Searches);
        Assert.Equal(("acme", "triad-mini", 1m), (searched.Tenant.Value, searched.Labels.Package, searched.Amount));
        Assert.Equal(answer.CalculateSize(), _gateway.Meter.Of(UsageKinds.SentBytes));
    }

    [Fact]
    public async Task Search_ByAnOperator_CountsToTheTenantThatItNames()
    {
        var request = Request();
        request.TenantId = "rival";

        await _gateway.Search.SearchAsync(request, GatewayFixture.As(_gateway.OperatorKey));

        Assert.All(_gateway.Meter.Counted, counted => Assert.Equal("rival", counted.Tenant.Value));
    }

    [Fact]
    public async Task Search_ThatFails_CountsNothing()
    {
        _gateway.World.OnSearch = (_, _) => Task.FromResult<Result<Grains.Abstractions.Searches.SearchAnswer>>(
            new Error(ErrorReason.QueryEmpty, "There is nothing to ask."));

        await Assert.ThrowsAsync<RpcException>(() => _gateway.Search.SearchAsync(Request(), GatewayFixture.As(_gateway.AcmeKey)).ResponseAsync);

        Assert.Empty(_gateway.Meter.Counted);
    }

    [Fact]
    public async Task Search_ThatCannotBeCounted_IsNotAnswered()
    {
        _gateway.Meter.Refusal = new Error(ErrorReason.StorageFull, "There is no room to write down what is used.");

        var refused = await Assert.ThrowsAsync<RpcException>(() => _gateway.Search.SearchAsync(Request(), GatewayFixture.As(_gateway.AcmeKey)).ResponseAsync);

        Assert.Contains("no room", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_OfAVideo_CountsEachEventThatIsSent()
    {
        _gateway.World.AddVideo("acme", "car");
        using var watch = _gateway.Library.WatchVideo(new V1.WatchVideoRequest { VideoId = "car" }, GatewayFixture.As(_gateway.AcmeKey));

        var sent = 0;
        await foreach (var seen in watch.ResponseStream.ReadAllAsync())
            sent += seen.CalculateSize();

        Assert.True(sent > 0);
        Assert.Equal(sent, _gateway.Meter.Of(UsageKinds.SentBytes));
    }

    [Fact]
    public async Task GetTenant_ByAnOperator_IsNobodysUsage()
    {
        await _gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest { TenantId = "acme" }, GatewayFixture.As(_gateway.OperatorKey));

        Assert.Empty(_gateway.Meter.Counted);
    }

    private static V1.SearchRequest Request() => new() { Query = new V1.Query { Parts = { new V1.Part { Text = "a red ball" } } } };
}
