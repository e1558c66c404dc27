using Grpc.Core;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Quotas;

public sealed class QueryQuotasTests
{
    private static readonly V1.SearchRequest Request = new()
    {
        Query = new V1.Query { Parts = { new V1.Part { Text = "a red ball" } } },
    };

    [Fact]
    public async Task Search_BeyondTheQuota_IsRefusedWithTheQuotaAndAHint()
    {
        await using var gateway = await StartAsync(queriesPerSecond: 2);
        await SearchAsync(gateway);
        await SearchAsync(gateway);

        var refused = await Refusal.OfAsync(() => SearchAsync(gateway));

        Assert.Equal(StatusCode.ResourceExhausted, refused.Code);
        Assert.Equal("QUOTA_EXCEEDED", refused.Info.Reason);
        Assert.NotNull(refused.Retry);
        Assert.Contains("2 queries a second", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_AfterAPause_IsLetThroughAgain()
    {
        await using var gateway = await StartAsync(queriesPerSecond: 1);
        await SearchAsync(gateway);

        gateway.Time.Advance(TimeSpan.FromSeconds(1));

        await SearchAsync(gateway);
    }

    [Fact]
    public async Task Search_QuotaThatIsRaised_TakesEffectWithinFiveSeconds()
    {
        await using var gateway = await StartAsync(queriesPerSecond: 0);
        await Refusal.OfAsync(() => SearchAsync(gateway));

        Allow(gateway, 1);
        gateway.Time.Advance(TimeSpan.FromSeconds(5));

        await SearchAsync(gateway);
    }

    private static async Task<GatewayFixture> StartAsync(double queriesPerSecond)
    {
        var gateway = await GatewayFixture.StartAsync();
        Allow(gateway, queriesPerSecond);
        return gateway;
    }

    private static void Allow(GatewayFixture gateway, double queriesPerSecond) =>
        gateway.World.Tenants["acme"] = gateway.World.Tenants["acme"] with { Quotas = new TenantQuotas(null, null, null, null, queriesPerSecond, null) };

    private static Task SearchAsync(GatewayFixture gateway) =>
        gateway.Search.SearchAsync(Request, GatewayFixture.As(gateway.AcmeKey)).ResponseAsync;
}
