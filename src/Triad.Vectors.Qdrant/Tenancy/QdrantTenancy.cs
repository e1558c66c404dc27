using Triad.Core.Errors;
using Triad.Core.Identity;
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
    /// Moves a tenant where its number of points says so, or a move of it was interrupted. True where there was something to do.
    /// </summary>
    internal async Task<Result<bool>> BalanceAsync(TenantId tenant, SpaceId space, CancellationToken cancellationToken)
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

        if (hasKey && left.Value > 0)
            return Done(await PromoteAsync(tenant, space, cancellationToken));
        if (hasKey && count.Value < _options.DemotePoints)
            return Done(await DemoteAsync(tenant, space, cancellationToken));
        if (!hasKey && _options.PromotePoints > 0 && count.Value >= _options.PromotePoints && keys.Value.Count <= MaxKeys)
            return Done(await PromoteAsync(tenant, space, cancellationToken));
        return false;
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

    private static Result<bool> Done(Result moved) => moved.IsOk ? true : moved.Error;
}
