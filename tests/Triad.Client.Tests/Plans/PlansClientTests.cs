namespace Triad.Client.Tests.Plans;

public sealed class PlansClientTests : ClientTest
{
    [Fact]
    public async Task Plan_CreatedAndRead_IsAsItWasGiven()
    {
        await Client.Plans.CreateAsync("gold", new CreatePlanOptions
        {
            DisplayName = "Gold",
            Quotas = new TenantQuotas { Videos = 5, BytesSentPerDay = 6 },
            Weight = 3,
            AllowedPackages = ["triad-mini"],
            Retention = TimeSpan.FromDays(30),
            Tier = TenantTier.Dedicated,
        });

        var plan = await Client.Plans.GetAsync("gold");

        Assert.Equal(("Gold", 5, 6, 3, TimeSpan.FromDays(30), TenantTier.Dedicated), (plan.DisplayName, plan.Quotas.Videos, plan.Quotas.BytesSentPerDay, plan.Weight, plan.Retention, plan.Tier));
        Assert.Equal(["triad-mini"], plan.AllowedPackages);
    }

    [Fact]
    public async Task Update_ChangesWhatIsNamed_AndNothingElse()
    {
        await Client.Plans.CreateAsync("gold", new CreatePlanOptions { Quotas = new TenantQuotas { Videos = 5, StoredBytes = 9 }, Weight = 3, Retention = TimeSpan.FromDays(1) });

        var plan = await Client.Plans.UpdateAsync(
            "gold", new UpdatePlanOptions { Quotas = new TenantQuotas { Videos = 7 }, WithoutQuotas = [TenantQuota.StoredBytes], WithoutRetention = true });

        Assert.Equal((7, null, 3, null), (plan.Quotas.Videos, plan.Quotas.StoredBytes, plan.Weight, plan.Retention));
    }

    [Fact]
    public async Task Plans_OfSeveralPages_AreAllRead()
    {
        foreach (var id in new[] { "bronze", "gold", "silver" })
            await Client.Plans.CreateAsync(id);

        var ids = new List<string>();
        await foreach (var plan in Client.Plans.ListAsync())
            ids.Add(plan.Id);
        await Client.Plans.DeleteAsync("gold");

        Assert.Equal(["bronze", "gold", "silver"], ids);
        Assert.Equal("PLAN_NOT_FOUND", (await Assert.ThrowsAsync<TriadException>(() => Client.Plans.GetAsync("gold"))).Reason);
    }
}
