using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Gateway.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Grants;

namespace Triad.Gateway.Grants;

/// <summary>The grants that a tenant has received, as their grantors say that they are.</summary>
internal sealed class ReceivedGrants(IGrainFactory grains)
{
    /// <summary>All of them in the order in which they were made.</summary>
    public async Task<ImmutableArray<V1.Grant>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var noted = (await grains.ReceivedGrants(tenant).ListAsync(cancellationToken)).OrThrow();
        return await TellAsync(tenant, noted, cancellationToken);
    }

    /// <summary>One of them; null where the tenant has not received it.</summary>
    public async Task<V1.Grant?> FindAsync(TenantId tenant, string grantId, CancellationToken cancellationToken)
    {
        var noted = (await grains.ReceivedGrants(tenant).FindAsync([grantId], cancellationToken)).OrThrow();
        return (await TellAsync(tenant, noted, cancellationToken)).FirstOrDefault();
    }

    private async Task<ImmutableArray<V1.Grant>> TellAsync(TenantId tenant, ImmutableArray<ReceivedGrant> noted, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, V1.Grant>(StringComparer.Ordinal);
        foreach (var of in noted.Where(grant => !grant.IsGone).GroupBy(grant => grant.Grantor))
        {
            var told = (await grains.GivenGrants(of.Key).FindAsync(tenant, [.. of.Select(grant => grant.GrantId)], cancellationToken)).OrThrow();
            foreach (var grant in told)
                known[grant.Id] = GrantMapping.ToGrantee(grant);
        }

        // One that is noted and that its grantor does not know was never made.
        return [.. noted.Select(grant => grant.IsGone ? GrantMapping.ToGone(tenant, grant) : known.GetValueOrDefault(grant.GrantId)).OfType<V1.Grant>()];
    }
}
