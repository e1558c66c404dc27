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
    public async Task LeaseQuota_OfSeveralGateways_IsSharedBetweenThem()
    {
        await using var platform = await Platform.StartAsync(ingest: false);
        await platform.Tenant("acme").CreateAsync(
            new CreateTenant("", "acme", "free", HashEmbedder.Package, new TenantQuotas(null, null, null, null, 12, null)), default);

        var first = Platform.Value(await platform.Tenant("acme").LeaseQuotaAsync("a", default));
        var second = Platform.Value(await platform.Tenant("acme").LeaseQuotaAsync("b", default));
        var again = Platform.Value(await platform.Tenant("acme").LeaseQuotaAsync("a", default));

        Assert.Equal([12, 6, 6], new[] { first, second, again }.Select(lease => lease.QueriesPerSecond));
        Assert.Equal(12, again.QuotaQueriesPerSecond);
    }

    [Fact]
    public async Task LeaseQuota_OfNoTenant_IsRefused()
    {
        await using var platform = await Platform.StartAsync(ingest: false);

        var refused = await platform.Tenant("nobody").LeaseQuotaAsync("a", default);

        Assert.Equal(ErrorReason.TenantNotFound, refused.Error?.Reason);
    }

    [Fact]
    public async Task Create_RepeatedWithSameRequestId_AnswersTheSame()
    {
        await using var platform = await Platform.StartAsync(ingest: false);
        var request = new CreateTenant("r1", "Acme", "free", HashEmbedder.Package, NoQuotas);
        var first = Platform.Value(await platform.Tenant("acme").CreateAsync(request, default));
        var second = Platform.Value(await platform.Tenant("acme").CreateAsync(request, default));
        var other = await platform.Tenant("acme").CreateAsync(request with { RequestId = "r2" }, default);
        Assert.Equal(first, second);
        Assert.Equal(ErrorReason.TenantExists, other.Error?.Reason);
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
}
