using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;

namespace Triad.Grains.Erasure.Stores;

/// <summary>The tenant's own state: last of all, since it says which shards and keys there are, and that it is closed.</summary>
internal sealed class TenantStore(IGrainFactory grains, ITenantRecords records) : IErasableStore
{
    private const string State = "tenant";

    public string Name => "tenant";

    public string Unit => "states";

    public ErasureStage Stage => ErasureStage.Tenant;

    public ErasureScopes Scopes => ErasureScopes.Tenant;

    public Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken) =>
        records.CountStatesAsync(State, subject.Tenant, cancellationToken);

    public Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken) =>
        grains.Tenant(subject.Tenant).ForgetAsync(cancellationToken);

    public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => null;
}
