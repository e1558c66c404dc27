using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Tiers;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Collections;
using Triad.Vectors.Qdrant.Requests;
using Triad.Vectors.Qdrant.Shards;

namespace Triad.Vectors.Qdrant.Tenancy;

/// <summary>
/// Moves tenants between the shared shard and a shard key of their own. One mover works at a time, over all silos. What was interrupted
/// is gone on with by asking for the same again.
/// </summary>
public sealed class QdrantTenancy
{
    // Beyond so many keys a cluster's own book-keeping becomes slow (Qdrant's pages on tiered tenancy).
    private const int MaxKeys = 1_000;

    private readonly TenantPromotion _promotion;
    private readonly TenantDemotion _demotion;
    private readonly TenancyLease _lease;
    private readonly CollectionKeeper _collections;
    private readonly PointReader _points;
    private readonly QdrantInstruments _instruments;
    private readonly QdrantVectorsOptions _options;

    internal QdrantTenancy(
        TenantPromotion promotion,
        TenantDemotion demotion,
        TenancyLease lease,
        CollectionKeeper collections,
        PointReader points,
        QdrantInstruments instruments,
        QdrantVectorsOptions options)
    {
        _promotion = promotion;
        _demotion = demotion;
        _lease = lease;
        _collections = collections;
        _points = points;
        _instruments = instruments;
        _options = options;
    }

    /// <summary>Gives a tenant a shard key of its own in a space, while searches and writes go on.</summary>
    public Task<Result> PromoteAsync(TenantId tenant, SpaceId space, CancellationToken cancellationToken) =>
        MoveAsync("promote", tenant, () => _promotion.RunAsync(NameOf(space), tenant, cancellationToken), cancellationToken);

    /// <summary>
    /// Takes a tenant back to the shared shard of a space. Searches go on; writes are refused as UNAVAILABLE for the time.
    /// </summary>
    public Task<Result> DemoteAsync(TenantId tenant, SpaceId space, CancellationToken cancellationToken) =>
        MoveAsync("demote", tenant, () => _demotion.RunAsync(NameOf(space), tenant, cancellationToken), cancellationToken);

    /// <summary>
    /// Moves a tenant where its size or its searches say so (<see cref="TierPolicy"/>), or a move of it was interrupted.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="space">The space of its points.</param>
    /// <param name="queriesPerSecond">Its searches a second; null where this process sees none of anybody.</param>
    /// <param name="sinceMove">How long ago it moved, as far as is known here.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was done, and whether it has a shard of its own now.</returns>
    internal async Task<Result<(TierMove Move, bool HasOwnShard)>> BalanceAsync(
        TenantId tenant, SpaceId space, double? queriesPerSecond, TimeSpan? sinceMove, CancellationToken cancellationToken)
    {
        var collection = NameOf(space);
        var keys = await _collections.KeysAsync(collection, cancellationToken);
        if (!keys.IsOk)
            return keys.Error;
        var hasKey = keys.Value.Contains(CollectionNaming.KeyOf(tenant));
        var count = await _points.CountAsync(TenantRequests.To(collection, tenant, _options), [], cancellationToken);
        if (!count.IsOk)
            return count.Error;
        var left = hasKey ? await _points.CountAsync(TenantRequests.ToShared(collection, tenant, _options), [], cancellationToken) : 0;
        if (!left.IsOk)
            return left.Error;

        var move = hasKey && left.Value > 0
            ? TierMove.Promote
            : TierPolicy.Decide(new TierFacts(hasKey, count.Value, queriesPerSecond, sinceMove), _options.TierLimits);
        if (move == TierMove.Stay || (move == TierMove.Promote && !hasKey && keys.Value.Count > MaxKeys))
            return (TierMove.Stay, hasKey);
        var moved = move == TierMove.Promote
            ? await PromoteAsync(tenant, space, cancellationToken)
            : await DemoteAsync(tenant, space, cancellationToken);
        return moved.IsOk ? (move, move == TierMove.Promote) : moved.Error;
    }

    /// <summary>Notes the tenants that have a key of their own: a move of one may have been interrupted.</summary>
    internal async Task<Error?> RecallAsync(TenantCandidates candidates, CancellationToken cancellationToken)
    {
        var names = await _collections.NamesAsync(cancellationToken);
        if (!names.IsOk)
            return names.Error;
        foreach (var name in names.Value)
        {
            if (CollectionNaming.SpaceOf(_options.CollectionPrefix, name) is not { } space)
                continue;
            var keys = await _collections.KeysAsync(name, cancellationToken);
            if (!keys.IsOk)
                return keys.Error;
            foreach (var key in keys.Value)
                if (TenantId.Parse(key) is { IsOk: true } tenant)
                    candidates.Note(tenant.Value, space);
        }

        return null;
    }

    private async Task<Result> MoveAsync(string direction, TenantId tenant, Func<Task<Result>> move, CancellationToken cancellationToken)
    {
        using var span = QdrantInstruments.Begin($"index {direction}", tenant);
        var taken = await _lease.TakeAsync(cancellationToken);
        if (!taken.IsOk)
            return taken.Error;
        if (taken.Value is not { } mark)
            return QdrantErrors.Unavailable("Another tenant is being moved.", "Retry when that has ended.");
        try
        {
            var moved = await move();
            if (moved.IsOk)
                _instruments.Moved(direction);
            else
                _instruments.Failed(moved.Error, span);
            return moved;
        }
        finally
        {
            await _lease.ReleaseAsync(mark, CancellationToken.None); // Where this fails the lease ends by itself.
        }
    }

    private string NameOf(SpaceId space) => CollectionNaming.OfSpace(_options.CollectionPrefix, space);
}
