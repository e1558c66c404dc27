using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;

namespace Triad.Grains.Grants;

/// <summary>The grants that a tenant has given, in erasures: the grantees keep that there was one, and nothing of what it was.</summary>
internal sealed class GivenGrantsStore(IGrainFactory grains) : IErasableStore
{
    public string Name => "grants-given";

    public string Unit => "grants";

    public ErasureStage Stage => ErasureStage.Access;

    public ErasureScopes Scopes => ErasureScopes.Tenant;

    public async Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var grants = await grains.GivenGrants(subject.Tenant).ListAsync(cancellationToken);
        return grants.IsOk ? grants.Value.Length : grants.Error;
    }

    public Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken) =>
        grains.GivenGrants(subject.Tenant).EraseAsync(cancellationToken);

    public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => new(
        "Tenants with which it shared a grant keep the grant's id, times and this tenant's id in their lists, as gone; of grants that they gave also what they wrote themselves.",
        Until: null);
}
