namespace Triad.Client.Tests.Tenants;

public sealed class TenantsClientTests : ClientTest
{
    [Fact]
    public async Task Create_WithOptions_SendsThem()
    {
        var options = new CreateTenantOptions
        {
            DisplayName = "Acme Films",
            Quotas = new TenantQuotas { Videos = 10, QueriesPerSecond = 2.5 },
            Retention = TimeSpan.FromDays(30),
        };

        var tenant = await Client.Tenants.CreateAsync("acme", options);

        Assert.Equal("Acme Films", tenant.DisplayName);
        Assert.Equal(TenantState.Active, tenant.State);
        Assert.Equal(options.Quotas, tenant.Quotas);
        Assert.Equal(TimeSpan.FromDays(30), tenant.Retention);
    }

    [Fact]
    public async Task Delete_WhoseStreamBreaks_GoesOnToTheReceipt()
    {
        var reports = await Client.Tenants.DeleteAsync("acme").ToListAsync();

        Assert.Equal([10, 50, 100], reports.Select(report => report.Percent));
        Assert.Equal(("acme", null), (reports[^1].Receipt!.TenantId, reports[^1].Receipt!.VideoId));
        Assert.Equal([new ErasedStore("vectors", "vectors", 7, 0)], reports[^1].Receipt!.Stores);
        Assert.Equal(2, Script.CountOf("DeleteTenant"));
    }

    [Fact]
    public async Task Create_Taken_Fails()
    {
        await Client.Tenants.CreateAsync("acme");

        var failure = await Assert.ThrowsAsync<TriadException>(() => Client.Tenants.CreateAsync("acme"));

        Assert.Equal("TENANT_EXISTS", failure.Reason);
    }

    [Fact]
    public async Task List_ManyTenants_ReadsAllPages()
    {
        foreach (var id in new[] { "cc", "aa", "bb" })
            await Client.Tenants.CreateAsync(id);

        Assert.Equal(["aa", "bb", "cc"], (await Client.Tenants.ListAsync().ToListAsync()).Select(tenant => tenant.Id));
    }

    [Fact]
    public async Task Keys_CreatedListedRevoked_AreGone()
    {
        var created = await Client.Tenants.CreateKeyAsync("acme", [KeyScope.Search, KeyScope.Ingest], "laptop");
        var listed = await Client.Tenants.ListKeysAsync("acme").ToListAsync();
        await Client.Tenants.RevokeKeyAsync(created.Info.Id);

        Assert.Equal([KeyScope.Search, KeyScope.Ingest], Assert.Single(listed).Scopes);
        Assert.Empty(await Client.Tenants.ListKeysAsync("acme").ToListAsync());
    }

    [Fact]
    public void CreatedKey_AsText_HidesItsSecret() =>
        Assert.DoesNotContain("secret", new CreatedApiKey(new ApiKey { Id = "id" }, "tk_id_secret").ToString(), StringComparison.Ordinal);
}
