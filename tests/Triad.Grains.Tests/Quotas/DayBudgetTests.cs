using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Triad.Grains.Abstractions.Quotas;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Quotas;

namespace Triad.Grains.Tests.Quotas;

public sealed class DayBudgetTests
{
    private const double Limit = 1000;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 20, 0, 0, TimeSpan.Zero));

    [Property(MaxTest = 300)]
    public Property Gateways_ThatSpendTheirGrantsWithCrashes_NeverSpendMoreThanTheDayBrings() => Prop.ForAll(
        Gen.Choose(0, 999).ArrayOf(3).ArrayOf().ToArbitrary(),
        calls =>
        {
            var budget = new DayBudget(TenantQuota.BytesSentPerDay, _time);
            var held = new Dictionary<string, (DayGrant Grant, double Spent)>();
            var spent = 0.0;
            foreach (var call in calls)
            {
                var gateway = $"g{call[0] % 3}";
                if (call[1] % 10 == 0)
                {
                    // The silo dies: another activation reads what was stored.
                    var row = budget.ToRow();
                    budget = new DayBudget(TenantQuota.BytesSentPerDay, _time);
                    budget.Load(row);
                }
                else if (call[1] % 10 == 1)
                {
                    held.Remove(gateway); // The gateway dies with its grant.
                }

                var (grant, paid) = held.GetValueOrDefault(gateway, (new DayGrant(0, 0, null, 0, TimeSpan.Zero), 0));
                budget.Settle(new DayDraw(gateway, TenantQuota.BytesSentPerDay, grant.GrantId, grant.Amount, paid));
                var next = budget.Grant(gateway, Limit);
                var pays = next.Amount * (call[2] % 11) / 10;
                held[gateway] = (next, pays);
                spent += pays;
            }

            Assert.True(spent <= Limit + 1e-6, $"{spent}");
        });

    [Fact]
    public void Spent_BeyondAGrant_IsCountedAlsoWhereTheGrantIsForgotten()
    {
        var budget = new DayBudget(TenantQuota.BytesSentPerDay, _time);

        budget.Settle(new DayDraw("a", TenantQuota.BytesSentPerDay, 7, 10, 25));

        Assert.Equal(15, budget.Held);
    }

    [Fact]
    public void Day_AtMidnight_BeginsAnew()
    {
        var budget = new DayBudget(TenantQuota.EmbedSecondsPerDay, _time);
        budget.Spend(900);
        Assert.Equal(TimeSpan.FromHours(4), budget.UntilReset);

        _time.Advance(TimeSpan.FromHours(4));

        Assert.Equal(0, budget.Held);
        Assert.Equal(0, budget.Grant("a", Limit).Used);
    }

    [Fact]
    public void Row_OfABudget_KeepsItsForm()
    {
        var budget = new DayBudget(TenantQuota.EmbedSecondsPerDay, _time);
        budget.Spend(1.5);

        Assert.Equal(("day/EmbedSecondsPerDay", "2026-11-30 1.5"), (budget.ToRow().Key, budget.ToRow().Value));
    }

    [Fact]
    public void Grants_OfWhatIsUsedUp_AreNothing()
    {
        var budget = new DayBudget(TenantQuota.BytesSentPerDay, _time);
        budget.Spend(Limit);

        Assert.Equal((0, Limit), (budget.Grant("a", Limit).Amount, budget.Grant("a", Limit).Used));
    }
}
