using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Replies;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class TenantDouble(GrainWorld world, string id) : ITenantGrain
{
    private Error NotFound => Error.Of(ErrorReason.TenantNotFound, "tenant_id", id, "does not exist", "Create it.");

    public Task<Reply<TenantSnapshot>> CreateAsync(CreateTenant request, CancellationToken cancellationToken)
    {
        if (world.Tenants.ContainsKey(id))
            return Task.FromResult<Reply<TenantSnapshot>>(Error.Of(ErrorReason.TenantExists, "tenant_id", id, "is taken", "Choose another."));
        world.AddTenant(id);
        world.Tenants[id] = world.Tenants[id] with { ModelPackage = request.ModelPackage, Quotas = request.Quotas };
        return GetAsync(cancellationToken);
    }

    public Task<Reply<TenantSnapshot>> GetAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Reply<TenantSnapshot>>(world.Tenants.TryGetValue(id, out var tenant) ? tenant : NotFound);

    public Task<Reply<QuotaLease>> LeaseQuotaAsync(string gateway, CancellationToken cancellationToken) =>
        Task.FromResult<Reply<QuotaLease>>(world.Tenants.TryGetValue(id, out var tenant)
            ? new QuotaLease(tenant.Quotas.QueriesPerSecond, tenant.Quotas.QueriesPerSecond, TimeSpan.FromSeconds(3))
            : NotFound);

    public Task<Reply<IssuedApiKey>> CreateKeyAsync(CreateApiKey request, CancellationToken cancellationToken)
    {
        if (!world.Tenants.ContainsKey(id))
            return Task.FromResult<Reply<IssuedApiKey>>(NotFound);
        var token = world.AddKey(id, [.. request.Scopes]);
        return Task.FromResult<Reply<IssuedApiKey>>(new IssuedApiKey(world.Keys[token.Split('_')[1]].Key, token));
    }

    public Task<Reply<ImmutableArray<ApiKeySnapshot>>> ListKeysAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Reply<ImmutableArray<ApiKeySnapshot>>>(world.Keys.Values
            .Select(key => key.Key)
            .Where(key => key.TenantId == id)
            .OrderBy(key => key.KeyId, StringComparer.Ordinal)
            .ToImmutableArray());

    public Task<Reply> RevokeKeyAsync(string keyId, CancellationToken cancellationToken) =>
        Task.FromResult<Reply>(world.Keys.TryRemove(keyId, out _)
            ? Reply.Ok
            : Error.Of(ErrorReason.KeyNotFound, "key_id", keyId, "does not exist", "List the keys."));
}
