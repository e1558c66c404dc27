using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Quotas;
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
        world.Tenants[id] = world.Tenants[id] with
        {
            ModelPackage = request.ModelPackage,
            Quotas = request.Quotas,
            OwnQuotas = request.Quotas,
            Retention = request.Retention,
        };
        return GetAsync(cancellationToken);
    }

    public Task<Result<TenantSnapshot>> GetAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<TenantSnapshot>>(world.Tenants.TryGetValue(id, out var tenant) ? tenant : NotFound);

    public Task<TenantResidency> ResidencyAsync(CancellationToken cancellationToken) => Task.FromResult(
        world.Tenants.TryGetValue(id, out var tenant) && tenant.OffloadedBytes > 0 ? TenantResidency.Offloaded : TenantResidency.Hot);

    public Task<Result> NoteOffloadAsync(int shard, long? bytes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<TimeSpan?>> RetentionAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<TenantSnapshot>> BeginModelChangeAsync(string modelPackage, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<TenantSnapshot>> SetSwitchingAsync(bool isSwitching, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<TenantSnapshot>> MakeLiveAsync(int lineage, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<TenantSnapshot>> EndModelChangeAsync(int lineage, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<TenantSnapshot>> UpdateAsync(UpdateTenant request, CancellationToken cancellationToken)
    {
        world.Updates.Enqueue(request);
        return ChangeAsync(tenant => tenant with
        {
            DisplayName = request.DisplayName ?? tenant.DisplayName,
            Retention = request.Retention is { } retention ? retention.To : tenant.Retention,
        });
    }

    public Task<Result<TenantSnapshot>> SuspendAsync(string reason, CancellationToken cancellationToken) =>
        ChangeAsync(tenant => tenant with { Status = TenantStatus.Suspended, SuspendReason = reason });

    public Task<Result<TenantSnapshot>> ResumeAsync(CancellationToken cancellationToken) =>
        ChangeAsync(tenant => tenant with { Status = TenantStatus.Active, SuspendReason = "" });

    public Task<Result<TenantSnapshot>> CloseAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> ForgetAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    private Task<Result<TenantSnapshot>> ChangeAsync(Func<TenantSnapshot, TenantSnapshot> change)
    {
        if (world.Tenants.TryGetValue(id, out var tenant))
            world.Tenants[id] = change(tenant);
        return GetAsync(default);
    }

    public Task<Result<QuotaLease>> LeaseQuotaAsync(string gateway, double? demand, CancellationToken cancellationToken)
    {
        if (!world.Tenants.TryGetValue(id, out var tenant))
            return Task.FromResult<Result<QuotaLease>>(NotFound);
        Interlocked.Increment(ref world.Leases);
        var validFor = TimeSpan.FromSeconds(3);
        var share = world.Shares.GetOrAdd(id, _ => new QuotaShares(validFor, world.Time)).Take(gateway, tenant.Quotas.QueriesPerSecond, demand);
        return Task.FromResult<Result<QuotaLease>>(new QuotaLease(share.Rate, tenant.Quotas.QueriesPerSecond, validFor)
        {
            MayBurst = share.MayBurst,
            BytesSentPerDay = tenant.Quotas.BytesSentPerDay,
            EmbedSecondsPerDay = tenant.Quotas.EmbedSecondsPerDay,
        });
    }

    public Task<Result<IssuedApiKey>> CreateKeyAsync(CreateApiKey request, CancellationToken cancellationToken)
    {
        if (!world.Tenants.ContainsKey(id))
            return Task.FromResult<Result<IssuedApiKey>>(NotFound);
        var token = world.AddKey(id, request);
        return Task.FromResult<Result<IssuedApiKey>>(new IssuedApiKey(world.Keys[token.Split('_')[1]].Key, token));
    }

    public Task<Result<ImmutableArray<ApiKeySnapshot>>> ListKeysAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<ApiKeySnapshot>>>(world.Keys.Values
            .Select(key => key.Key)
            .Where(key => key.TenantId?.Value == id)
            .OrderBy(key => key.KeyId.Value, StringComparer.Ordinal)
            .ToImmutableArray());

    public Task<Result> RevokeKeyAsync(ApiKeyId keyId, CancellationToken cancellationToken) =>
        Task.FromResult<Result>(
            world.Keys.TryGetValue(keyId.Value, out var key) && key.Key.TenantId?.Value == id && world.Keys.TryRemove(keyId.Value, out _)
            ? Result.Ok
            : Error.Of(ErrorReason.KeyNotFound, "key_id", keyId, "does not exist", "List the keys."));
}
