using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Tenants;

public sealed class TenantApiTests
{
    [Fact]
    public async Task Tenant_Created_CanBeRead()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.OperatorKey);

        await gateway.Tenants.CreateTenantAsync(new V1.CreateTenantRequest { Tenant = new V1.Tenant { Id = "new-one", Quotas = new V1.Quotas { Videos = 5 } } }, me);
        var tenant = await gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest { TenantId = "new-one" }, me);

        Assert.Equal((V1.TenantState.Active, "triad-mini", 5), (tenant.State, tenant.ModelPackage, tenant.Quotas.Videos));
        Assert.False(tenant.Quotas.HasStoredBytes);
    }

    public static TheoryData<V1.Tenant?, string> BadTenants => new()
    {
        { null, "tenant.id" },
        { new V1.Tenant { Id = "X" }, "tenant.id" },
        { new V1.Tenant { Id = "ok-id", DisplayName = new string('n', 201) }, "tenant.display_name" },
        { new V1.Tenant { Id = "ok-id", Quotas = new V1.Quotas { StoredBytes = -1 } }, "tenant.quotas.stored_bytes" },
        { new V1.Tenant { Id = "ok-id", Quotas = new V1.Quotas { QueriesPerSecond = double.NaN } }, "tenant.quotas.queries_per_second" },
        { new V1.Tenant { Id = "ok-id", Retention = new Duration() }, "tenant.retention" },
        { new V1.Tenant { Id = "ok-id", Retention = new Duration { Seconds = -1 } }, "tenant.retention" },
        { new V1.Tenant { Id = "ok-id", Retention = new Duration { Seconds = 36_500L * 24 * 3600 + 1 } }, "tenant.retention" },
        { new V1.Tenant { Id = "ok-id", Retention = new Duration { Seconds = 1, Nanos = -1 } }, "tenant.retention" },
    };

    [Theory]
    [MemberData(nameof(BadTenants))]
    public async Task Tenant_ThatCannotBe_NamesTheField(V1.Tenant? tenant, string field)
    {
        await using var gateway = await GatewayFixture.StartAsync();

        var refused = await Refusal.OfAsync(async () =>
            await gateway.Tenants.CreateTenantAsync(new V1.CreateTenantRequest { Tenant = tenant }, GatewayFixture.As(gateway.OperatorKey)));

        Assert.Equal(field, refused.Field);
        Assert.Equal(2, gateway.World.Tenants.Count);
    }

    [Fact]
    public async Task Tenants_OverPages_ComeOnceEachInOrder()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        for (var i = 0; i < 25; i++)
            gateway.World.AddTenant($"t{i:00}");
        var ids = new List<string>();
        var request = new V1.ListTenantsRequest { PageSize = 4 };
        do
        {
            var page = await gateway.Tenants.ListTenantsAsync(request, GatewayFixture.As(gateway.OperatorKey));
            ids.AddRange(page.Tenants.Select(tenant => tenant.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(gateway.World.Tenants.Keys.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public async Task Key_OfATenant_WorksAndIsListedWithoutItsSecret()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.OperatorKey);

        var made = await gateway.Tenants.CreateApiKeyAsync(new V1.CreateApiKeyRequest { TenantId = "acme", Scopes = { V1.Scope.Search } }, me);
        await gateway.Library.ListVideosAsync(new V1.ListVideosRequest(), GatewayFixture.As(made.Key));
        var listed = await gateway.Tenants.ListApiKeysAsync(new V1.ListApiKeysRequest { TenantId = "acme" }, me);

        Assert.Contains(made.ApiKey.Id, listed.ApiKeys.Select(key => key.Id));
        Assert.DoesNotContain(made.Key.Split('_')[2], listed.ToString());
    }

    [Fact]
    public async Task Key_OfAnOperator_CanBeMadeAndRevoked()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.OperatorKey);

        var made = await gateway.Tenants.CreateApiKeyAsync(new V1.CreateApiKeyRequest { Scopes = { V1.Scope.Operator } }, me);
        await gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest { TenantId = "acme" }, GatewayFixture.As(made.Key));
        await gateway.Tenants.RevokeApiKeyAsync(new V1.RevokeApiKeyRequest { KeyId = made.ApiKey.Id }, me);
        var again = await Refusal.OfAsync(async () => await gateway.Tenants.RevokeApiKeyAsync(new V1.RevokeApiKeyRequest { KeyId = made.ApiKey.Id }, me));

        Assert.Equal("KEY_NOT_FOUND", again.Info.Reason);
    }

    public static TheoryData<V1.CreateApiKeyRequest, string> BadKeys => new()
    {
        { new V1.CreateApiKeyRequest { TenantId = "acme" }, "scopes" },
        { new V1.CreateApiKeyRequest { TenantId = "acme", Scopes = { V1.Scope.Unspecified } }, "scopes" },
        { new V1.CreateApiKeyRequest { TenantId = "acme", Scopes = { (V1.Scope)77 } }, "scopes" },
        { new V1.CreateApiKeyRequest { TenantId = "acme", Scopes = { V1.Scope.Operator } }, "tenant_id" },
        { new V1.CreateApiKeyRequest { Scopes = { V1.Scope.Operator, V1.Scope.Search } }, "scopes" },
        { new V1.CreateApiKeyRequest { Scopes = { V1.Scope.Search } }, "tenant_id" },
        { new V1.CreateApiKeyRequest { TenantId = "acme", Scopes = { V1.Scope.Search }, ExpireTime = new Timestamp { Seconds = 1 } }, "expire_time" },
        { new V1.CreateApiKeyRequest { TenantId = "acme", Scopes = { V1.Scope.Search }, ExpireTime = new Timestamp { Seconds = long.MaxValue } }, "expire_time" },
    };

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task Key_ThatCannotBe_NamesTheField(V1.CreateApiKeyRequest request, string field)
    {
        await using var gateway = await GatewayFixture.StartAsync();

        var refused = await Refusal.OfAsync(async () => await gateway.Tenants.CreateApiKeyAsync(request, GatewayFixture.As(gateway.OperatorKey)));

        Assert.Equal((StatusCode.InvalidArgument, field), (refused.Code, refused.Field));
    }

    [Fact]
    public async Task Keys_OfOperators_AreListed()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.OperatorKey);

        var made = await gateway.Tenants.CreateApiKeyAsync(new V1.CreateApiKeyRequest { Scopes = { V1.Scope.Operator } }, me);
        var listed = await gateway.Tenants.ListApiKeysAsync(new V1.ListApiKeysRequest(), me);

        Assert.Contains(made.ApiKey.Id, listed.ApiKeys.Select(key => key.Id));
        Assert.All(listed.ApiKeys, key => Assert.Equal("", key.TenantId));
    }

    [Fact]
    public async Task Update_OfNamedFields_ChangesNoOthers()
    {
        await using var gateway = await GatewayFixture.StartAsync();

        var changed = await gateway.Tenants.UpdateTenantAsync(
            Update(new V1.Tenant { Id = "acme", DisplayName = "Acme", Plan = "gold", Quotas = new V1.Quotas { Videos = 3 } },
                "display_name", "quotas.videos", "quotas.stored_bytes"),
            GatewayFixture.As(gateway.OperatorKey));

        var asked = Assert.Single(gateway.World.Updates);
        Assert.Equal(("Acme", "Acme", null), (changed.DisplayName, asked.DisplayName, asked.Plan));
        Assert.Equal([TenantQuota.Videos, TenantQuota.StoredBytes], asked.Quotas!.Changed);
        Assert.Equal((3, null), (asked.Quotas.To.Videos, asked.Quotas.To.StoredBytes));
    }

    [Fact]
    public async Task Retention_GivenAndTakenAway_IsTold()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.OperatorKey);
        var month = Duration.FromTimeSpan(TimeSpan.FromDays(30));

        var made = await gateway.Tenants.CreateTenantAsync(new V1.CreateTenantRequest { Tenant = new V1.Tenant { Id = "ok-id", Retention = month } }, me);
        var given = await gateway.Tenants.UpdateTenantAsync(Update(new V1.Tenant { Id = "acme", Retention = month }, "retention"), me);
        var taken = await gateway.Tenants.UpdateTenantAsync(Update(new V1.Tenant { Id = "acme" }, "retention"), me);

        Assert.Equal((month, month, null), (made.Retention, given.Retention, taken.Retention));
        gateway.World.Tenants["acme"] = gateway.World.Tenants["acme"] with { PlanRetention = TimeSpan.FromDays(30) };
        var ofPlan = await gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest { TenantId = "acme" }, me);
        Assert.Equal((null, month), (ofPlan.Retention, ofPlan.EffectiveRetention));
    }

    [Fact]
    public async Task Residency_AskedFor_IsToldWhenItIsDone()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.OperatorKey);

        var away = await gateway.Tenants.UpdateTenantAsync(
            Update(new V1.Tenant { Id = "acme", Residency = V1.TenantResidency.Offloaded }, "residency"), me);
        var back = await gateway.Tenants.UpdateTenantAsync(Update(new V1.Tenant { Id = "acme", Residency = V1.TenantResidency.Hot }, "residency"), me);

        Assert.Equal((V1.TenantResidency.Offloaded, 1234), (away.Residency, away.OffloadedBytes));
        Assert.Equal((V1.TenantResidency.Hot, 0), (back.Residency, back.OffloadedBytes));
    }

    public static TheoryData<V1.UpdateTenantRequest, string> BadUpdates => new()
    {
        { new V1.UpdateTenantRequest { Tenant = new V1.Tenant { Id = "acme" } }, "update_mask" },
        { Update(new V1.Tenant { Id = "acme" }, "display_nam"), "update_mask" },
        { Update(new V1.Tenant { Id = "acme" }, "model_package"), "update_mask" },
        { Update(new V1.Tenant { Id = "acme", Retention = new Duration() }, "retention"), "tenant.retention" },
        { Update(new V1.Tenant { Id = "acme", Residency = V1.TenantResidency.Idle }, "residency"), "tenant.residency" },
        { Update(new V1.Tenant { Id = "X" }, "plan"), "tenant.id" },
        { Update(new V1.Tenant { Id = "acme", Plan = new string('p', 65) }, "plan"), "tenant.plan" },
        { Update(new V1.Tenant { Id = "acme", Quotas = new V1.Quotas { Videos = -1 } }, "quotas"), "tenant.quotas.videos" },
    };

    [Theory]
    [MemberData(nameof(BadUpdates))]
    public async Task Update_ThatCannotBe_NamesTheField(V1.UpdateTenantRequest request, string field)
    {
        await using var gateway = await GatewayFixture.StartAsync();

        var refused = await Refusal.OfAsync(async () => await gateway.Tenants.UpdateTenantAsync(request, GatewayFixture.As(gateway.OperatorKey)));

        Assert.Equal(field, refused.Field);
        Assert.Empty(gateway.World.Updates);
    }

    [Fact]
    public async Task Suspension_RefusesTheKeysOnceTheirLeaseEnds_AndEndsWithIt()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.OperatorKey);
        var reader = GatewayFixture.As(gateway.World.AddKey("acme", [Scopes.Search]));
        await gateway.Library.ListVideosAsync(new V1.ListVideosRequest(), reader);

        await gateway.Tenants.SuspendTenantAsync(new V1.SuspendTenantRequest { TenantId = "acme", Reason = "unpaid" }, me);
        gateway.Time.Advance(TimeSpan.FromSeconds(5));
        var refused = await Refusal.OfAsync(async () => await gateway.Library.ListVideosAsync(new V1.ListVideosRequest(), reader));
        var verified = gateway.World.Verifications;
        await Refusal.OfAsync(async () => await gateway.Library.ListVideosAsync(new V1.ListVideosRequest(), reader));
        var asked = gateway.World.Verifications - verified;
        await gateway.Tenants.ResumeTenantAsync(new V1.ResumeTenantRequest { TenantId = "acme" }, me);
        gateway.Time.Advance(TimeSpan.FromSeconds(5));
        await gateway.Library.ListVideosAsync(new V1.ListVideosRequest(), reader);

        Assert.Equal(("TENANT_SUSPENDED", 0), (refused.Info.Reason, asked));
        Assert.Contains("unpaid", refused.Message, StringComparison.Ordinal);
    }

    private static V1.UpdateTenantRequest Update(V1.Tenant tenant, params string[] paths) =>
        new() { Tenant = tenant, UpdateMask = new FieldMask { Paths = { paths } } };
}
