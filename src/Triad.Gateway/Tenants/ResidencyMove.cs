using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Routing;
using Triad.Gateway.Errors;
using Triad.Gateway.Requests;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tenants;

/// <summary>Takes a tenant's vectors to the media store, or brings them back, as its operator asks for in an update.</summary>
internal static class ResidencyMove
{
    /// <summary>The field of a tenant.</summary>
    public const string Field = "residency";

    /// <summary>Notes a residency that cannot be asked for.</summary>
    public static void Check(V1.TenantResidency wanted, Violations violations)
    {
        if (wanted is not (V1.TenantResidency.Offloaded or V1.TenantResidency.Hot))
            violations.Add(Error.Invalid(
                "tenant.residency", wanted, "cannot be asked for", "Give TENANT_RESIDENCY_OFFLOADED, or TENANT_RESIDENCY_HOT to bring vectors back."));
    }

    /// <summary>Carries out what an update asks for, to the end.</summary>
    public static async Task RunAsync(
        IGrainFactory grains, V1.UpdateTenantRequest request, TenantSnapshot tenant, CancellationToken cancellationToken)
    {
        if (request.UpdateMask?.Paths.Contains(Field) != true)
            return;
        if (tenant.Status == TenantStatus.Deleting)
            throw Error.Of(ErrorReason.TenantSuspended, "tenant.id", tenant.TenantId, "is being erased", "Wait for its receipt.").ToRpcException();
        foreach (var shard in ShardsOf(tenant))
        {
            var grain = grains.IndexShard(shard);
            var moved = request.Tenant.Residency == V1.TenantResidency.Offloaded
                ? await ShardJourney.OffloadAsync(grain, cancellationToken)
                : await ShardJourney.RestoreAsync(grain, cancellationToken);
            moved.OrThrow();
        }
    }

    private static IEnumerable<ShardId> ShardsOf(TenantSnapshot tenant) =>
        from lineage in tenant.Other is { } other ? new[] { tenant.Lineage, other.Number } : [tenant.Lineage]
        from number in Enumerable.Range(0, tenant.ShardCount)
        select new ShardId(tenant.TenantId, ShardRouter.FirstOf(lineage) + number);
}
