using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Tenants;

/// <summary>What a tenant's administrator and auditor may, and that it ends at their own tenant.</summary>
public sealed class TenantAdminTests
{
    [Fact]
    public async Task Administrator_GovernsItsOwnKeys()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.World.AddKey("acme", Scopes.TenantAdmin));

        var made = await gateway.Tenants.CreateApiKeyAsync(
            new V1.CreateApiKeyRequest { Scopes = { V1.Scope.Search }, Networks = { "10.0.0.0/8" }, Filter = Owned("ann") }, me);
        var rotated = await gateway.Tenants.RotateApiKeyAsync(new V1.RotateApiKeyRequest { KeyId = made.ApiKey.Id }, me);
        var listed = await gateway.Tenants.ListApiKeysAsync(new V1.ListApiKeysRequest(), me);
        await gateway.Tenants.RevokeApiKeyAsync(new V1.RevokeApiKeyRequest { KeyId = made.ApiKey.Id }, me);

        Assert.Equal(("acme", Owned("ann")), (made.ApiKey.TenantId, made.ApiKey.Filter));
        Assert.Equal(["10.0.0.0/8"], made.ApiKey.Networks);
        Assert.True(made.ApiKey.BoundTokens);
        Assert.Equal(TimeSpan.FromDays(1), rotated.ApiKey.RotationEndTime.ToDateTimeOffset() - gateway.Time.GetUtcNow());
        Assert.NotEqual(made.Key, rotated.Key);
        Assert.All(listed.ApiKeys, key => Assert.Equal("acme", key.TenantId));
        Assert.False(gateway.World.Keys.ContainsKey(made.ApiKey.Id));
    }

    [Fact]
    public async Task Administrator_OfAnotherTenant_IsToldTheSameAsOfNone()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.World.AddKey("acme", Scopes.TenantAdmin));
        var rivals = gateway.RivalKey.Split('_')[1];
        Func<string, string, Task>[] calls =
        [
            (tenant, _) => gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest { TenantId = tenant }, me).ResponseAsync,
            (tenant, _) => gateway.Tenants.ListApiKeysAsync(new V1.ListApiKeysRequest { TenantId = tenant }, me).ResponseAsync,
            (tenant, _) => gateway.Tenants.CreateApiKeyAsync(new V1.CreateApiKeyRequest { TenantId = tenant, Scopes = { V1.Scope.Search } }, me).ResponseAsync,
            (tenant, _) => gateway.Tenants.UpdateTenantAsync(
                new V1.UpdateTenantRequest { Tenant = new V1.Tenant { Id = tenant }, UpdateMask = new FieldMask { Paths = { "display_name" } } }, me).ResponseAsync,
            (_, key) => gateway.Tenants.RevokeApiKeyAsync(new V1.RevokeApiKeyRequest { KeyId = key }, me).ResponseAsync,
            (_, key) => gateway.Tenants.RotateApiKeyAsync(new V1.RotateApiKeyRequest { KeyId = key }, me).ResponseAsync,
            (tenant, key) => gateway.Tenants.RotateApiKeyAsync(new V1.RotateApiKeyRequest { TenantId = tenant, KeyId = key }, me).ResponseAsync,
        ];

        foreach (var call in calls)
        {
            var foreign = await Refusal.OfAsync(() => call("rival", rivals));
            var missing = await Refusal.OfAsync(() => call("rivax", "nobodyhasthisone"));
            Assert.Equal(
                missing.ToString().Replace("rivax", "rival", StringComparison.Ordinal).Replace("nobodyhasthisone", rivals, StringComparison.Ordinal),
                foreign.ToString());
        }

        Assert.True(gateway.World.Keys.ContainsKey(rivals));
    }

    [Fact]
    public async Task Administrator_ChangesItsNameAndNothingElse()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.World.AddKey("acme", Scopes.TenantAdmin));
        async Task UpdateAsync(params string[] paths) => await gateway.Tenants.UpdateTenantAsync(
            new V1.UpdateTenantRequest { Tenant = new V1.Tenant { DisplayName = "Acme Films" }, UpdateMask = new FieldMask { Paths = { paths } } }, me);

        await UpdateAsync("display_name");
        var refused = await Refusal.OfAsync(() => UpdateAsync("display_name", "plan"));

        Assert.Equal("Acme Films", (await gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest(), me)).DisplayName);
        Assert.Equal(("SCOPE_MISSING", "update_mask", StatusCode.PermissionDenied), (refused.Info.Reason, refused.Field, refused.Code));
        Assert.Single(gateway.World.Updates);
    }

    [Fact]
    public async Task Administrator_MakesNoOperatorsAndNothingThatOutlivesOrOutreachesItsKey()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var ends = gateway.Time.GetUtcNow().AddDays(1);
        var bounded = gateway.World.AddKey("acme", new CreateApiKey("", "", [Scopes.TenantAdmin], ends) { Networks = ["127.0.0.0/8", "::/0"] });
        async Task<string> FieldAsync(V1.CreateApiKeyRequest request)
        {
            var refused = await Refusal.OfAsync(async () => await gateway.Tenants.CreateApiKeyAsync(request, GatewayFixture.As(bounded)));
            Assert.Equal("SCOPE_MISSING", refused.Info.Reason);
            return refused.Field;
        }

        V1.CreateApiKeyRequest Wanted(V1.Scope scope, DateTimeOffset end, string network) => new()
        {
            Scopes = { scope },
            ExpireTime = Timestamp.FromDateTimeOffset(end),
            Networks = { network },
        };
        var unending = Wanted(V1.Scope.Search, ends, "127.0.0.1");
        unending.ExpireTime = null;
        var anywhere = Wanted(V1.Scope.Search, ends, "127.0.0.1");
        anywhere.Networks.Clear();

        Assert.Equal("scopes", await FieldAsync(Wanted(V1.Scope.Operator, ends, "127.0.0.1")));
        Assert.Equal("expire_time", await FieldAsync(Wanted(V1.Scope.Search, ends.AddSeconds(1), "127.0.0.1")));
        Assert.Equal("expire_time", await FieldAsync(unending));
        Assert.Equal("networks", await FieldAsync(Wanted(V1.Scope.Search, ends, "126.0.0.0/7")));
        Assert.Equal("networks", await FieldAsync(anywhere));
        await gateway.Tenants.CreateApiKeyAsync(Wanted(V1.Scope.TenantAdmin, ends, "127.0.0.1"), GatewayFixture.As(bounded));
    }

    [Fact]
    public async Task Administrator_RotatesNoKeyThatOutlivesOrOutreachesItsOwn()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var ends = gateway.Time.GetUtcNow().AddDays(1);
        var bounded = gateway.World.AddKey("acme", new CreateApiKey("", "", [Scopes.TenantAdmin], ends) { Networks = ["127.0.0.0/8", "::/0"] });
        string Key(DateTimeOffset? end, params string[] networks) =>
            gateway.World.AddKey("acme", new CreateApiKey("", "", [Scopes.Search], end) { Networks = [.. networks] }).Split('_')[1];
        async Task<V1.CreateApiKeyResponse> RotateAsync(string key) =>
            await gateway.Tenants.RotateApiKeyAsync(new V1.RotateApiKeyRequest { KeyId = key }, GatewayFixture.As(bounded));

        foreach (var (key, problem) in new[]
        {
            (Key(null, "127.0.0.1/32"), "ends later"), (Key(ends.AddSeconds(1), "127.0.0.1/32"), "ends later"),
            (Key(ends), "networks"), (Key(ends, "126.0.0.0/7"), "networks"),
        })
        {
            var refused = await Refusal.OfAsync(() => RotateAsync(key));
            Assert.Equal(("SCOPE_MISSING", "key_id", StatusCode.PermissionDenied), (refused.Info.Reason, refused.Field, refused.Code));
            Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        }

        Assert.NotEmpty((await RotateAsync(Key(ends, "127.0.0.1/32"))).Key);
        Assert.NotEmpty((await RotateAsync(bounded.Split('_')[1])).Key);
    }

    [Fact]
    public async Task Auditor_ReadsAndChangesNothing()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var me = GatewayFixture.As(gateway.World.AddKey("acme", Scopes.Auditor));

        Assert.Equal("acme", (await gateway.Tenants.GetTenantAsync(new V1.GetTenantRequest(), me)).Id);
        Assert.NotEmpty((await gateway.Tenants.ListApiKeysAsync(new V1.ListApiKeysRequest(), me)).ApiKeys);
        var refused = await Refusal.OfAsync(async () => await gateway.Tenants.CreateApiKeyAsync(new V1.CreateApiKeyRequest(), me));

        Assert.Equal("SCOPE_MISSING", refused.Info.Reason);
        Assert.Contains("OPERATOR or TENANT_ADMIN", refused.Message, StringComparison.Ordinal);
    }

    public static TheoryData<V1.CreateApiKeyRequest, string> BadKeys => new()
    {
        { new V1.CreateApiKeyRequest { Scopes = { V1.Scope.TenantAdmin }, Filter = Owned("ann") }, "filter" },
        { new V1.CreateApiKeyRequest { Scopes = { V1.Scope.Search, V1.Scope.Auditor }, Filter = Owned("ann") }, "filter" },
        { new V1.CreateApiKeyRequest { Scopes = { V1.Scope.Search }, Filter = Of(new V1.Condition { Modalities = new V1.ModalityCondition { HasAll = new V1.ModalityMask { Audio = true } } }) }, "filter" },
        { new V1.CreateApiKeyRequest { Scopes = { V1.Scope.Ingest }, Filter = Of(new V1.Condition { Duration = new V1.DurationCondition { AtMostSeconds = 5 } }) }, "filter" },
        { new V1.CreateApiKeyRequest { Scopes = { V1.Scope.Search }, Networks = { "10.0.0.0/8", "10.0.0.1/8" } }, "networks[1]" },
        { new V1.CreateApiKeyRequest { Scopes = { V1.Scope.Search }, Networks = { Enumerable.Range(0, 65).Select(i => $"10.0.0.{i}") } }, "networks" },
        { new V1.CreateApiKeyRequest { Scopes = { V1.Scope.TenantAdmin, V1.Scope.Operator } }, "scopes" },
    };

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task Key_ThatCannotBe_NamesTheField(V1.CreateApiKeyRequest request, string field)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        if (!request.Scopes.Contains(V1.Scope.Operator))
            request.TenantId = "acme";

        var refused = await Refusal.OfAsync(async () => await gateway.Tenants.CreateApiKeyAsync(request, GatewayFixture.As(gateway.OperatorKey)));

        Assert.Equal((field, StatusCode.InvalidArgument), (refused.Field, refused.Code));
        Assert.Equal(3, gateway.World.Keys.Count);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(30 * 86_400, 100)]
    [InlineData(long.MaxValue, 0)]
    [InlineData(1, -1)]
    public async Task Overlap_ThatCannotBe_IsRefused(long seconds, int nanos)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var request = new V1.RotateApiKeyRequest { KeyId = gateway.AcmeKey.Split('_')[1], Overlap = new Duration { Seconds = seconds, Nanos = nanos } };

        var refused = await Refusal.OfAsync(async () => await gateway.Tenants.RotateApiKeyAsync(request, GatewayFixture.As(gateway.OperatorKey)));

        Assert.Equal("overlap", refused.Field);
    }

    private static V1.Filter Owned(string owner) =>
        Of(new V1.Condition { Metadata = new V1.MetadataCondition { Key = "owner", Equals_ = new V1.MetadataValue { StringValue = owner } } });

    private static V1.Filter Of(V1.Condition condition) => new() { Must = { condition } };
}
