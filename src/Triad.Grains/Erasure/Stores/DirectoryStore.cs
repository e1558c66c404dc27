using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;

namespace Triad.Grains.Erasure.Stores;

/// <summary>The tenant's place in the directory.</summary>
internal sealed class DirectoryStore(IGrainFactory grains) : IErasableStore
{
    public string Name => "tenant-directory";

    public string Unit => "entries";

    public ErasureStage Stage => ErasureStage.Tenant;

    public ErasureScopes Scopes => ErasureScopes.Tenant;

    public async Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var has = await grains.TenantDirectory(subject.Tenant).HasAsync(subject.Tenant, cancellationToken);
        return has.IsOk ? has.Value ? 1 : 0 : has.Error;
    }

    public Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken) =>
        grains.TenantDirectory(subject.Tenant).RemoveAsync(subject.Tenant, cancellationToken);

    public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => null;
}
