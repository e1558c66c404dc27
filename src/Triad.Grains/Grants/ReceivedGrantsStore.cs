using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;

namespace Triad.Grains.Grants;

/// <summary>The grants that a tenant has received, in erasures: their grantors are told first, so that none is left that looks as if it held.</summary>
internal sealed class ReceivedGrantsStore(IGrainFactory grains) : IErasableStore
{
    public string Name => "grants-received";

    public string Unit => "grants";

    public ErasureStage Stage => ErasureStage.Access;

    public ErasureScopes Scopes => ErasureScopes.Tenant;

    public async Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var grants = await grains.ReceivedGrants(subject.Tenant).ListAsync(cancellationToken);
        return grants.IsOk ? grants.Value.Length : grants.Error;
    }

    public async Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        // Not from within the grain: a grantor that is just granting waits for it.
        var received = grains.ReceivedGrants(subject.Tenant);
        var grants = await received.ListAsync(cancellationToken);
        if (!grants.IsOk)
            return grants.Error;
        foreach (var grantor in grants.Value.Where(grant => !grant.IsGone).Select(grant => grant.Grantor).Distinct())
        {
            var told = await grains.GivenGrants(grantor).EndAsync(subject.Tenant, cancellationToken);
            if (!told.IsOk)
                return told;
        }

        return await received.EraseAsync(cancellationToken);
    }

    public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => null;
}
