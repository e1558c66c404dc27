using System.Collections.Concurrent;
using System.Security.Cryptography;
using Triad.Core.Encryption;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.DataKeys;

namespace Triad.Grains.DataKeys;

/// <summary>
/// Data keys, kept wrapped by a grain a tenant and unwrapped in each process that reads or writes media. A process asks anew after some seconds, so that
/// it forgets a key that was destroyed.
/// </summary>
internal sealed class GrainDataKeys(IGrainFactory grains, IKeyProvider provider, KeyGuard guard, TimeProvider time) : IDataKeys
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromMinutes(10);
    private const int TidyAbove = 1_000;

    private readonly ConcurrentDictionary<TenantId, Known> _known = new();

    /// <inheritdoc/>
    public async Task<Result<DataKey>> CurrentAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (Recent(tenant) is { } known)
            return known;
        var kept = await grains.DataKey(tenant).GetAsync(cancellationToken);
        if (kept.IsOk && !kept.Value.IsDestroyed && kept.Value.KeyId == Guid.Empty)
            kept = await DrawAsync(tenant, cancellationToken);
        return kept.IsOk ? await OpenAsync(tenant, kept.Value, cancellationToken) : kept.Error;
    }

    /// <inheritdoc/>
    public async Task<Result<DataKey>> FindAsync(TenantId tenant, Guid keyId, CancellationToken cancellationToken)
    {
        var key = Recent(tenant);
        if (key is null)
        {
            var kept = await grains.DataKey(tenant).GetAsync(cancellationToken);
            if (!kept.IsOk)
                return kept.Error;
            if (kept.Value is { IsDestroyed: false } snapshot && snapshot.KeyId == keyId)
                return await OpenAsync(tenant, snapshot, cancellationToken);
            Forget(tenant);
            if (kept.Value.IsDestroyed)
                return Destroyed(tenant);
        }

        return key?.Id == keyId
            ? key
            : KeyWrapping.Unusable(
                tenant.Value, "is another one than the media were encrypted with", "Restore grain state and media of the same time from a backup.");
    }

    /// <inheritdoc/>
    public async Task<Result<bool>> DestroyAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        Forget(tenant);
        return await grains.DataKey(tenant).DestroyAsync(cancellationToken);
    }

    private async Task<Result<DataKeySnapshot>> DrawAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var approved = await guard.ApproveAsync(cancellationToken);
        if (!approved.IsOk)
            return approved.Error;
        var key = new DataKey(Guid.NewGuid(), RandomNumberGenerator.GetBytes(DataKey.Bytes));
        var wrapped = await provider.WrapAsync(key, tenant.Value, cancellationToken);
        return wrapped.IsOk
            ? await grains.DataKey(tenant).KeepAsync(DataKeyMapping.ToSnapshot(wrapped.Value), cancellationToken)
            : wrapped.Error;
    }

    private async Task<Result<DataKey>> OpenAsync(TenantId tenant, DataKeySnapshot kept, CancellationToken cancellationToken)
    {
        if (kept.IsDestroyed)
        {
            Forget(tenant);
            return Destroyed(tenant);
        }

        if (_known.TryGetValue(tenant, out var known) && known.Kept == kept)
        {
            _known[tenant] = known with { AskedAt = time.GetUtcNow() };
            return known.Key;
        }

        var opened = await provider.UnwrapAsync(DataKeyMapping.ToWrapped(kept), tenant.Value, cancellationToken);
        if (!opened.IsOk)
            return opened.Error;
        Tidy();
        _known[tenant] = new Known(opened.Value, kept, time.GetUtcNow());
        return opened.Value;
    }

    private DataKey? Recent(TenantId tenant) =>
        _known.TryGetValue(tenant, out var known) && time.GetUtcNow() - known.AskedAt < AskAgainAfter ? known.Key : null;

    private void Forget(TenantId tenant) => _known.TryRemove(tenant, out _);

    private void Tidy()
    {
        if (_known.Count < TidyAbove)
            return;
        var before = time.GetUtcNow() - ForgetAfter;
        foreach (var (tenant, known) in _known)
            if (known.AskedAt < before)
                Forget(tenant);
    }

    private static Error Destroyed(TenantId tenant) => KeyWrapping.Unusable(
        tenant.Value, "was destroyed when the tenant was erased", "Its media cannot be read any more; choose another id for a new tenant.");

    private sealed record Known(DataKey Key, DataKeySnapshot Kept, DateTimeOffset AskedAt);
}
