using Microsoft.Extensions.Time.Testing;
using Triad.Core.Identity;
using Triad.Gateway.Quotas;
using Triad.Gateway.Tests.Doubles;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Quotas;

/// <summary>Three gateways, and the shares of a tenant's quota that its grain gives them.</summary>
public sealed class ThreeGatewaysTests
{
    private static readonly TenantId Acme = TenantId.From("acme");
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly GrainWorld _world;

    public ThreeGatewaysTests() => _world = new GrainWorld(_time);

    [Theory]
    [InlineData(9, 0, 0)]
    [InlineData(40, 0, 0)]
    [InlineData(40, 300, 700)]
    [InlineData(300, 0, 0)]
    [InlineData(300, 2500, 5000)]
    [InlineData(1000, 10, 4000)]
    public async Task Flood_ThatComesToOneAfterAnother_IsLetThroughAsTheQuotaSays(double quota, int second, int third)
    {
        var gateways = Start(quota);
        var seconds = 20;
        int[] from = [0, second, third];

        var admitted = await FloodAsync(gateways, TimeSpan.FromSeconds(seconds), from);

        Assert.InRange(admitted, 0.9 * quota * seconds, 1.05 * quota * seconds);
        Assert.InRange(_world.Leases, 3, (3 * 4 * seconds) + 3); // However many are refused.
    }

    [Fact]
    public async Task Share_OfGatewaysThatHaveNothingToDoAnyMore_GoesToTheOther()
    {
        var gateways = Start(quota: 60);
        await FloodAsync(gateways, TimeSpan.FromSeconds(5), [0, 0, 0]);
        await FloodAsync([gateways[1]], TimeSpan.FromSeconds(5), [0]);

        var admitted = await FloodAsync([gateways[1]], TimeSpan.FromSeconds(5), [0]);

        Assert.InRange(admitted, 0.95 * 60 * 5, 1.05 * 60 * 5);
    }

    [Fact]
    public async Task Quota_ThatIsChanged_BindsAllWithinFiveSeconds()
    {
        var gateways = Start(quota: 90);
        await FloodAsync(gateways, TimeSpan.FromSeconds(3), [0, 0, 0]);

        Allow(30);
        await FloodAsync(gateways, TimeSpan.FromSeconds(5), [0, 0, 0]);

        Assert.InRange(await FloodAsync(gateways, TimeSpan.FromSeconds(10), [0, 0, 0]), 0.9 * 30 * 10, 1.05 * 30 * 10);
    }

    private QuotaDesk[] Start(double quota)
    {
        _world.AddTenant("acme");
        Allow(quota);
        return [.. Enumerable.Range(0, 3).Select(_ => new QuotaDesk(GrainFactoryDouble.Over(_world), _time))];
    }

    private void Allow(double quota) =>
        _world.Tenants["acme"] = _world.Tenants["acme"] with { Quotas = TenantQuotas.None with { QueriesPerSecond = quota } };

    private async Task<int> FloodAsync(QuotaDesk[] gateways, TimeSpan length, int[] from)
    {
        var admitted = 0;
        for (var at = TimeSpan.Zero; at < length; at += Step)
        {
            for (var gateway = 0; gateway < gateways.Length; gateway++)
            {
                for (var call = 0; call < 10 && at.TotalMilliseconds >= from[gateway]; call++)
                    admitted += (await gateways[gateway].EnterQueryAsync(Acme)).IsOk ? 1 : 0;
            }

            _time.Advance(Step);
        }

        return admitted;
    }
}
