using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;

namespace Triad.Grains.Erasure.Stores;

/// <summary>A tenant's API keys, those that were revoked too. They are revoked first: a grain that has one in memory refuses it from then on.</summary>
internal sealed class ApiKeyStore(IGrainFactory grains, ITenantRecords records) : IErasableStore
{
    private const string State = "api-key";

    public string Name => "api-keys";

    public string Unit => "keys";

    public ErasureStage Stage => ErasureStage.Access;

    public ErasureScopes Scopes => ErasureScopes.Tenant;

    public Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken) =>
        records.CountOwnedStatesAsync(State, subject.Tenant, cancellationToken);

    public async Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var keys = await grains.Tenant(subject.Tenant).ListKeysAsync(cancellationToken);
        if (!keys.IsOk && keys.Error.Reason != ErrorReason.TenantNotFound)
            return keys.Error;
        foreach (var key in keys.IsOk ? keys.Value : [])
        {
            var revoked = await grains.ApiKey(key.KeyId).RevokeAsync(cancellationToken);
            if (!revoked.IsOk)
                return revoked;
        }

        return await records.EraseOwnedStatesAsync(State, subject.Tenant, cancellationToken);
    }

    public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => null;
}
