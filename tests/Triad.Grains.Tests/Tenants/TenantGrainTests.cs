using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;
using Triad.Testing.Embedding;

namespace Triad.Grains.Tests.Tenants;

public sealed class TenantGrainTests
{
    private static readonly TenantQuotas NoQuotas = new(null, null, null, null, null, null);

    [Fact]
    public async Task LeaseQuota_OfNoTenant_IsRefused()
    {
        await using var platform = await Platform.StartAsync(ingest: false);

        var refused = await platform.Tenant("nobody").LeaseQuotaAsync("a", null, default);

        Assert.Equal(ErrorReason.TenantNotFound, refused.Error?.Reason);
    }

    [Fact]
    public async Task Create_RepeatedWithSameRequestId_AnswersTheSame()
    {
        await using var platform = await Platform.StartAsync(ingest: false);
        var request = new CreateTenant("r1", "Acme", "", HashEmbedder.Package, NoQuotas);
        var first = Platform.Value(await platform.Tenant("acme").CreateAsync(request, default));
        var second = Platform.Value(await platform.Tenant("acme").CreateAsync(request, default));
        var other = await platform.Tenant("acme").CreateAsync(request with { RequestId = "r2" }, default);
        Assert.Equal(first, second);
        Assert.Equal(ErrorReason.TenantExists, other.Error?.Reason);
    }

    [Fact]
    public async Task Residency_WhileAGatewayLetsQueriesIn_IsHot()
    {
        await using var platform = await Platform.StartAsync(ingest: false);
        var tenant = platform.Tenant("acme");
        Platform.Value(await tenant.CreateAsync(new CreateTenant("", "Acme", "", HashEmbedder.Package, NoQuotas), default));
        Platform.Value(await tenant.GetAsync(default));
        Assert.Equal(TenantResidency.Idle, await tenant.ResidencyAsync(default));

        Platform.Value(await tenant.LeaseQuotaAsync("gateway", null, default));

        Assert.Equal(TenantResidency.Hot, await tenant.ResidencyAsync(default));
    }

    [Fact]
    public async Task Update_ItsWeight_HoldsUntilItIsTakenBack()
    {
        await using var platform = await Platform.StartAsync(ingest: false);
        var tenant = platform.Tenant("acme");
        var made = Platform.Value(await tenant.CreateAsync(new CreateTenant("", "Acme", "", HashEmbedder.Package, NoQuotas) { Weight = 2 }, default));

        var renamed = Platform.Value(await tenant.UpdateAsync(new UpdateTenant("Acme Films", null, null), default));
        var changed = Platform.Value(await tenant.UpdateAsync(new UpdateTenant(null, null, null) { ChangesWeight = true, Weight = 3 }, default));
        var lifted = Platform.Value(await tenant.UpdateAsync(new UpdateTenant(null, null, null) { ChangesWeight = true }, default));

        Assert.Equal([2, 2, 3, 1], new[] { made, renamed, changed, lifted }.Select(one => one.Weight));
        Assert.Equal(("acme", 3.0), (changed.Share.Flow, changed.Share.Weight));
    }

    [Fact]
    public async Task Create_ModelThatMakesNoVectors_IsRefusedAndLeavesNothing()
    {
        var classifier = new HashEmbedder { Model = new HashEmbedder().Model with { StoreFull = false, Stored = [], Representations = [] } };
        await using var platform = await Platform.StartAsync(
            ingest: false, configure: services => services.AddSingleton<IModelCatalog>(new HashModelCatalog(classifier)));

        var refused = await platform.Tenant("acme").CreateAsync(new CreateTenant("", "Acme", "", HashEmbedder.Package, NoQuotas), default);

        Assert.Equal(ErrorReason.ModelUnavailable, refused.Error?.Reason);
        Assert.Contains("makes no vectors", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorReason.TenantNotFound, (await platform.Tenant("acme").GetAsync(default)).Error?.Reason);
    }

    [Fact]
    public async Task Create_ModelNotInstalled_IsRefusedAndLeavesNothing()
    {
        await using var platform = await Platform.StartAsync(ingest: false);
        var refused = await platform.Tenant("acme").CreateAsync(new CreateTenant("", "Acme", "", "nope", NoQuotas), default);
        var after = await platform.Tenant("acme").GetAsync(default);
        Assert.Equal(ErrorReason.ModelUnavailable, refused.Error?.Reason);
        Assert.Equal(ErrorReason.TenantNotFound, after.Error?.Reason);
    }

    [Fact]
    public async Task Key_IssuedVerifiedRevoked_SurvivesRestart()
    {
        var folder = Directory.CreateTempSubdirectory("triad-keys-").FullName;
        ApiKeySecret secret;
        await using (var platform = await Platform.StartAsync(folder, ingest: false))
        {
            await platform.OnboardAsync("acme");
            var issued = Platform.Value(await platform.Tenant("acme").CreateKeyAsync(new CreateApiKey("k", "ci", [Scopes.Search], null), default));
            secret = ApiKeySecret.Parse(issued.Token).Value;
        }

        await using (var platform = await Platform.StartAsync(folder, ingest: false))
        {
            var grain = platform.Grains.ApiKey(secret.KeyId);
            var key = Platform.Value(await grain.VerifyAsync(secret.Sha256, default));
            Assert.Equal("acme", key.TenantId?.Value);
            Assert.Equal(Scopes.Search, Assert.Single(key.Scopes));
            var wrong = await grain.VerifyAsync(ApiKeySecret.Draw().Sha256, default);
            Assert.Equal(ErrorReason.KeyInvalid, wrong.Error?.Reason);

            Assert.Null((await platform.Tenant("acme").RevokeKeyAsync(secret.KeyId, default)).Error);
            var revoked = await grain.VerifyAsync(secret.Sha256, default);
            Assert.Equal(wrong.Error, revoked.Error);
            Assert.Empty(Platform.Value(await platform.Tenant("acme").ListKeysAsync(default)));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Update_OfSomeQuotas_LeavesTheOthers_AndLastsOverARestart()
    {
        var folder = Directory.CreateTempSubdirectory("triad-tenants-").FullName;
        await using (var platform = await Platform.StartAsync(folder, ingest: false))
        {
            var quotas = new TenantQuotas(1, 2, 3, 4, 5, 6);
            await platform.Tenant("acme").CreateAsync(new CreateTenant("", "Acme", "", HashEmbedder.Package, quotas), default);
            var change = new QuotaChange([TenantQuota.Videos, TenantQuota.StoredBytes], NoQuotas with { Videos = 9 });
            Platform.Value(await platform.Tenant("acme").UpdateAsync(new UpdateTenant(null, null, change), default));
        }

        await using (var platform = await Platform.StartAsync(folder, ingest: false))
        {
            var tenant = Platform.Value(await platform.Tenant("acme").GetAsync(default));
            Assert.Equal(("Acme", new TenantQuotas(9, 2, null, 4, 5, 6)), (tenant.DisplayName, tenant.Quotas));
        }
    }

    [Fact]
    public async Task Suspended_RefusesSearches_UntilItIsResumed()
    {
        await using var platform = await Platform.StartAsync(ingest: false);
        await platform.OnboardAsync("acme");

        var suspended = Platform.Value(await platform.Tenant("acme").SuspendAsync("unpaid", default));
        var again = Platform.Value(await platform.Tenant("acme").SuspendAsync("still unpaid", default));
        var resumed = Platform.Value(await platform.Tenant("acme").ResumeAsync(default));
        var nobody = await platform.Tenant("nobody").SuspendAsync("", default);

        Assert.Equal((TenantStatus.Suspended, "unpaid", "still unpaid"), (suspended.Status, suspended.SuspendReason, again.SuspendReason));
        Assert.Equal((TenantStatus.Active, ""), (resumed.Status, resumed.SuspendReason));
        Assert.Equal(ErrorReason.TenantNotFound, nobody.Error?.Reason);
    }

    [Fact]
    public async Task OperatorKeys_AreListedInOrder_AndARevokedOneIsGone()
    {
        await using var platform = await Platform.StartAsync(ingest: false);
        var desk = platform.Grains.OperatorKeys();
        var first = Platform.Value(await desk.CreateAsync(new CreateApiKey("r1", "one", [Scopes.Operator], null), default));
        var second = Platform.Value(await desk.CreateAsync(new CreateApiKey("r2", "two", [Scopes.Operator], null), default));
        var repeat = await desk.CreateAsync(new CreateApiKey("r1", "one", [Scopes.Operator], null), default);

        var before = Platform.Value(await desk.ListAsync(default));
        await desk.RevokeAsync(first.Key.KeyId, default);
        var after = Platform.Value(await desk.ListAsync(default));
        var verified = await platform.Grains.ApiKey(first.Key.KeyId).VerifyAsync(ApiKeySecret.Parse(first.Token).Value.Sha256, default);

        Assert.Equal([first.Key, second.Key], before, (one, other) => one.KeyId == other.KeyId && one.DisplayName == other.DisplayName);
        Assert.Equal(second.Key.KeyId, Assert.Single(after).KeyId);
        Assert.Equal((ErrorReason.Conflict, ErrorReason.KeyInvalid), (repeat.Error?.Reason, verified.Error?.Reason));
    }
}
