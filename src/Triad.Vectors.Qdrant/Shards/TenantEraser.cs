using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Collections;
using Triad.Vectors.Qdrant.Points;
using Triad.Vectors.Qdrant.Requests;
using Triad.Vectors.Qdrant.Tenancy;

namespace Triad.Vectors.Qdrant.Shards;

/// <summary>
/// Erases a tenant from every collection of ours: in the shared shard by explicit ids, with its own shard key where it has one. Nobody moves
/// a tenant meanwhile. What is counted is read from all copies.
/// </summary>
internal sealed class TenantEraser(
    CollectionKeeper collections,
    ShardDirectory directory,
    ShardKeys keys,
    PointReader points,
    PointEraser eraser,
    TenancyLease lease,
    QdrantVectorsOptions options) : IVectorEraser
{
    /// <inheritdoc/>
    public async Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        Q.Condition[] what = subject.Video is { } video ? [Conditions.Is(PayloadNames.Video, video.Value)] : [];
        var places = await PlacesAsync(subject.Tenant, cancellationToken);
        if (!places.IsOk)
            return places.Error;
        var count = 0L;
        foreach (var place in places.Value.SelectMany(place => place.Requests))
        {
            var counted = await points.CountAsync(place, what, cancellationToken);
            if (!counted.IsOk)
                return counted;
            count += counted.Value;
        }

        return count;
    }

    /// <inheritdoc/>
    public async Task<Result> EraseAsync(ShardId shard, CancellationToken cancellationToken)
    {
        var place = await directory.FindAsync(shard, cancellationToken);
        if (!place.IsOk)
            return place.Error;
        if (place.Value is not { } known)
            return Result.Ok;
        return await eraser.EraseAsync(known.Requests, [Conditions.Is(PayloadNames.Shard, shard.Number)], cancellationToken) is { } failed
            ? failed
            : Result.Ok;
    }

    /// <inheritdoc/>
    public async Task<Result> EraseAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var taken = await lease.TakeAsync(cancellationToken);
        if (!taken.IsOk)
            return taken.Error;
        if (taken.Value is not { } mark)
            return QdrantErrors.Unavailable("A tenant is being moved.", "Retry when that has ended.");
        try
        {
            var places = await PlacesAsync(tenant, cancellationToken);
            if (!places.IsOk)
                return places.Error;
            foreach (var place in places.Value)
                if (await EraseAsync(place, tenant, cancellationToken) is { } failed)
                    return failed;
            return Result.Ok;
        }
        finally
        {
            await lease.ReleaseAsync(mark, CancellationToken.None); // Where this fails the lease ends by itself.
        }
    }

    /// <inheritdoc/>
    public ErasureRemainder RemainderAt(DateTimeOffset erasedAt) => new(
        "Vectors may be in snapshots of Qdrant's collections that were made before, and in its logs of writes and old segments until it has merged them.",
        erasedAt + options.SnapshotRetention);

    private async Task<Error?> EraseAsync(Place place, TenantId tenant, CancellationToken cancellationToken)
    {
        if (place.HasKey && await keys.DeleteAsync(place.Collection, tenant, cancellationToken) is { } kept)
            return kept;
        return await eraser.EraseAsync(
            TenantRequests.ToShared(place.Collection, tenant, options), [Conditions.Of(tenant)], cancellationToken);
    }

    // The directory of shards is among them: it names the tenant too.
    private async Task<Result<IReadOnlyList<Place>>> PlacesAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var names = await collections.NamesAsync(cancellationToken);
        if (!names.IsOk)
            return names.Error;
        var all = new List<Place>();
        foreach (var name in names.Value.Where(IsOurs))
        {
            var known = await collections.KeysAsync(name, cancellationToken);
            if (!known.IsOk)
                return known.Error;
            var requests = new List<TenantRequests>();
            if (known.Value.Contains(CollectionNaming.SharedKey))
                requests.Add(TenantRequests.ToShared(name, tenant, options));
            var hasKey = known.Value.Contains(CollectionNaming.KeyOf(tenant));
            if (hasKey)
                requests.Add(TenantRequests.ToOwn(name, tenant, options));
            if (requests.Count > 0)
                all.Add(new Place(name, hasKey, requests));
        }

        return all;
    }

    private bool IsOurs(string name) =>
        name == CollectionNaming.OfDirectory(options.CollectionPrefix) || CollectionNaming.SpaceOf(options.CollectionPrefix, name) is not null;

    private sealed record Place(string Collection, bool HasKey, IReadOnlyList<TenantRequests> Requests);
}
