using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Triad.Core.Quotas;

namespace Triad.Core.Tests.Quotas;

public sealed class QuotaSharesTests
{
    private const double Quota = 100;

    private static readonly TimeSpan ValidFor = TimeSpan.FromSeconds(3);

    private readonly FakeTimeProvider _time = new();

    [Property(MaxTest = 300)]
    public Property Leases_OfAnyGateways_AreTogetherNeverMoreThanTheQuotaAndAFiftieth() => Prop.ForAll(
        Gen.Choose(0, 999).ArrayOf(3).ArrayOf().ToArbitrary(),
        calls =>
        {
            var shares = CreateSut();
            var leased = new Dictionary<string, (double Rate, DateTimeOffset Until)>();
            foreach (var call in calls)
            {
                _time.Advance(TimeSpan.FromMilliseconds(call[0]));
                var gateway = $"g{call[1] % 4}";
                var lease = shares.Take(gateway, Quota, call[2] % 7 == 0 ? null : call[2]);
                leased[gateway] = (lease.Rate!.Value, _time.GetUtcNow() + ValidFor);
                var all = leased.Values.Where(held => held.Until > _time.GetUtcNow()).Sum(held => held.Rate);
                Assert.True(all <= Quota * (1 + QuotaShares.ForNewcomers) + 1e-9, $"{all}");
            }
        });

    [Fact]
    public void Lease_OfTheOnlyGateway_IsTheWholeQuotaAtOnce()
    {
        var lease = CreateSut().Take("a", Quota, null);

        Assert.Equal((Quota, true), (lease.Rate, lease.MayBurst));
    }

    [Fact]
    public void Lease_OfThreeThatAllNeedMore_BecomesAThirdEach()
    {
        var shares = CreateSut();
        foreach (var gateway in new[] { "a", "b", "c", "a", "b", "c", "a", "b", "c" })
            shares.Take(gateway, Quota, 1000);

        Assert.Equal(Quota / 3, shares.Take("a", Quota, 1000).Rate!.Value, 6);
        Assert.Equal(Quota / 3, shares.Take("b", Quota, 1000).Rate!.Value, 6);
    }

    [Fact]
    public void Lease_BesideOneThatHasLittleToDo_IsTheRest()
    {
        var shares = CreateSut();
        foreach (var demand in new[] { ("a", 1.0), ("b", 500), ("a", 1), ("b", 500) })
            shares.Take(demand.Item1, Quota, demand.Item2);

        Assert.InRange(shares.Take("b", Quota, 500).Rate!.Value, 70, 100);
    }

    [Fact]
    public void Warning_OfAFlood_ComesOnce()
    {
        var shares = CreateSut();
        shares.Take("a", Quota, 90);

        Assert.Equal(Quota, shares.WarningOf(Quota)?.Limit);
        Assert.Null(shares.WarningOf(Quota));
        Assert.Null(CreateSut().WarningOf(Quota));
    }

    private QuotaShares CreateSut() => new(ValidFor, _time);
}
