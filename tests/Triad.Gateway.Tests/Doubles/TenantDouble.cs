using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class TenantDouble(GrainWorld world, string id) : ITenantGrain
{
    private Error NotFound => Error.Of(ErrorReason.TenantNotFound, "tenant_id", id, "does not exist", "Create it.");

    public Task<Result<TenantSnapshot>> CreateAsync(CreateTenant request, CancellationToken cancellationToken)
    {
        if (world.Tenants.ContainsKey(id))
            return Task.FromResult<Result<TenantSnapshot>>(Error.Of(ErrorReason.TenantExists, "tenant_id", id, "is taken", "Choose another."));
        world.AddTenant(id);
        world.Tenants[id] = world.Tenants[id] with { ModelPackage = request.ModelPackage, Quotas = request.Quotas };
        return GetAsync(cancellationToken);
    }

    public Task<Result<TenantSnapshot>> GetAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<TenantSnapshot>>(world.Tenants.TryGetValue(id, out var tenant) ? tenant : NotFound);

    public Task<Result<QuotaLease>> LeaseQuotaAsync(string gateway, CancellationToken cancellationToken) =>
        Task.FromResult<Result<QuotaLease>>(world.Tenants.TryGetValue(id, out var tenant)
            ? new QuotaLease(tenant.Quotas.QueriesPerSecond, tenant.Quotas.QueriesPerSecond, TimeSpan.FromSeconds(3))
            : NotFound);

    public Task<Result<IssuedApiKey>> CreateKeyAsync(CreateApiKey request, CancellationToken cancellationToken)
    {
        if (!world.Tenants.ContainsKey(id))
            return Task.FromResult<Result<IssuedApiKey>>(NotFound);
        var token = world.AddKey(id, [.. request.Scopes]);
        return Task.FromResult<Result<IssuedApiKey>>(new IssuedApiKey(world.Keys[token.Split('_')[1]].Key, token));
    }

    public Task<Result<ImmutableArray<ApiKeySnapshot>>> ListKeysAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<ApiKeySnapshot>>>(world.Keys.Values
            .Select(key => key.Key)
            .Where(key => key.TenantId?.Value == id)
            .OrderBy(key => key.KeyId.Value, StringComparer.Ordinal)
            .ToImmutableArray());

    public Task<Result> RevokeKeyAsync(ApiKeyId keyId, CancellationToken cancellationToken) =>
        Task.FromResult<Result>(world.Keys.TryRemove(keyId.Value, out _)
            ? Result.Ok
            : Error.Of(ErrorReason.KeyNotFound, "key_id", keyId, "does not exist", "List the keys."));
}
