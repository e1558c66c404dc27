using Triad.Core.Identity;
using Triad.Grains.IngestHosts;

namespace Triad.Grains.Tests.IngestHosts;

/// <summary>Whose video a host takes next.</summary>
public sealed class IngestSharesTests
{
    private static readonly TenantId Light = TenantId.From("light");
    private static readonly TenantId Heavy = TenantId.From("heavy");

    private readonly IngestShares _sut = new();

    [Fact]
    public void Next_WeightsOneAndThree_GetOnePartAndThreeOfTheEmbedSeconds()
    {
        var random = new Random(7);
        var spent = new Dictionary<TenantId, double> { [Light] = 0, [Heavy] = 0 };

        for (var i = 0; i < 2_000; i++)
        {
            var tenant = _sut.Next([Light, Heavy]);
            using var charge = _sut.Begin(tenant);
            charge.Weigh(tenant == Heavy ? 3 : 1);
            charge.Announce(TimeSpan.FromSeconds(10));

            // The heavy tenant's videos are dearer than they look, too.
            var cost = (tenant == Heavy ? 2 : 0.5) * (0.5 + random.NextDouble());
            charge.Spend(TimeSpan.FromSeconds(cost));
            spent[tenant] += cost;
        }

        Assert.InRange(spent[Heavy] / spent[Light], 2.9, 3.1);
    }

    [Fact]
    public void Next_VideosInWork_CountBeforeTheyHaveEnded()
    {
        var charges = new List<IngestCharge>();
        var taken = new List<TenantId>();
        for (var i = 0; i < 4; i++)
        {
            taken.Add(_sut.Next([Light, Heavy]));
            charges.Add(_sut.Begin(taken[^1]));
        }

        Assert.Equal((2, 2), (taken.Count(tenant => tenant == Light), taken.Count(tenant => tenant == Heavy)));
        charges.ForEach(charge => charge.Dispose());
    }

    [Fact]
    public void Next_OneTenantAlone_IsServedWhateverItHasUsed()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(Light, _sut.Next([Light]));
            using var charge = _sut.Begin(Light);
            charge.Spend(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public void Begin_AJobThatEmbedsNothing_CostsNothing()
    {
        for (var i = 0; i < 100; i++)
            _sut.Begin(Light).Dispose();
        using (var charge = _sut.Begin(Heavy))
            charge.Spend(TimeSpan.FromSeconds(1));

        Assert.Equal(Light, _sut.Next([Light, Heavy]));
    }
}
