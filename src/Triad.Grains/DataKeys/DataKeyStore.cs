using Triad.Core.Encryption;
using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;

namespace Triad.Grains.DataKeys;

/// <summary>The data keys, for erasures: a tenant's dies with it, and with the key all that it has encrypted, backups included.</summary>
internal sealed class DataKeyStore(IGrainFactory grains, IDataKeys keys) : IErasableStore
{
    /// <inheritdoc/>
    public string Name => "data-keys";

    /// <inheritdoc/>
    public string Unit => "keys";

    /// <inheritdoc/>
    public ErasureStage Stage => ErasureStage.Content;

    /// <inheritdoc/>
    public ErasureScopes Scopes => ErasureScopes.Tenant;

    /// <inheritdoc/>
    public async Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var kept = await grains.DataKey(subject.Tenant).GetAsync(cancellationToken);
        return kept.IsOk ? kept.Value.KeyId == Guid.Empty ? 0 : 1 : kept.Error;
    }

    /// <inheritdoc/>
    public async Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var destroyed = await keys.DestroyAsync(subject.Tenant, cancellationToken);
        return destroyed.IsOk ? Result.Ok : destroyed.Error;
    }

    /// <inheritdoc/>
    public ErasureRemainder RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => new(
        "A backup of the grain state from before the erasure holds the tenant's data key, wrapped; with it and the key-encryption key a backup of the media "
        + "can be read until either is gone.",
        null);
}
