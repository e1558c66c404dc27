using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Routing;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Erasure.Stores;

/// <summary>
/// Vectors of every representation and lineage. A tenant's shards are erased by their grains, which alone write to them, and then whatever the
/// index has left; a video's vectors are removed by its own grain, behind a fence, before this is asked.
/// </summary>
internal sealed class VectorStore(IGrainFactory grains, IVectorEraser eraser) : IErasableStore
{
    public string Name => "vectors";

    public string Unit => "vectors";

    public ErasureStage Stage => ErasureStage.Content;

    public ErasureScopes Scopes => ErasureScopes.Tenant | ErasureScopes.Video;

    public async Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var shards = await OffloadedAsync(subject.Tenant, cancellationToken);
        if (!shards.IsOk)
            return shards.Error;
        var stored = 0L;
        foreach (var shard in shards.Value)
        {
            // A video's vectors are counted in the index: a shard comes back for it, as for any other use.
            if (subject.Video is not null && await ShardJourney.RestoreAsync(grains.IndexShard(shard), cancellationToken) is { IsOk: false } away)
                return away.Error!;
            if (subject.Video is null && await grains.IndexShard(shard).ResidenceAsync(cancellationToken) is { IsAway: true } residence)
                stored += residence.Vectors;
        }

        var counted = await eraser.CountAsync(subject, cancellationToken);
        return counted.IsOk ? counted.Value + stored : counted;
    }

    public async Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Video is not null)
            return Result.Ok;
        var tenant = await grains.Tenant(subject.Tenant).GetAsync(cancellationToken);
        if (!tenant.IsOk && tenant.Error.Reason != ErrorReason.TenantNotFound)
            return tenant.Error;
        foreach (var shard in tenant.IsOk ? ShardsOf(tenant.Value) : [])
        {
            var erased = await grains.IndexShard(shard).EraseAsync(cancellationToken);
            if (!erased.IsOk)
                return erased;
        }

        return await eraser.EraseAsync(subject.Tenant, cancellationToken);
    }

    public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => eraser.RemainderAt(erasedAt);

    private static IEnumerable<ShardId> ShardsOf(TenantSnapshot tenant) =>
        from lineage in Enumerable.Range(0, tenant.LastLineage + 1)
        from number in Enumerable.Range(0, tenant.ShardCount)
        select new ShardId(tenant.TenantId, ShardRouter.FirstOf(lineage) + number);

    /// <summary>The shards that may be in the media store: none is woken of a tenant that has none there.</summary>
    private async Task<Result<List<ShardId>>> OffloadedAsync(TenantId id, CancellationToken cancellationToken)
    {
        var tenant = await grains.Tenant(id).GetAsync(cancellationToken);
        if (tenant is { IsOk: true, Value.OffloadedBytes: > 0 })
            return ShardsOf(tenant.Value).ToList();
        return tenant.IsOk || tenant.Error.Reason == ErrorReason.TenantNotFound ? new List<ShardId>() : tenant.Error;
    }
}
