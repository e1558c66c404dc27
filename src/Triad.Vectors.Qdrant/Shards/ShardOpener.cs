using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Vectors.Qdrant.Collections;
using Triad.Vectors.Qdrant.Tenancy;

namespace Triad.Vectors.Qdrant.Shards;

/// <summary>Opens shards: collection, entry in the directory and header, each made where it is missing.</summary>
internal sealed class ShardOpener(
    ShardDirectory directory,
    CollectionKeeper collections,
    HeaderStore headers,
    TenantHolds holds,
    TimeProvider time)
{
    // Others who open the same shard at the same time make one lose so often at most.
    private const int MaxTries = 10;

    /// <summary>See <see cref="IVectorWriter.OpenAsync"/>.</summary>
    public async Task<Result<long>> OpenAsync(
        ShardId shard,
        SpaceId space,
        IReadOnlyList<RepresentationShape> representations,
        long epoch,
        CancellationToken cancellationToken)
    {
        if (VectorRules.Check(representations, static _ => null) is { } wrong)
            return wrong;
        var known = await directory.FindAsync(shard, cancellationToken);
        if (!known.IsOk)
            return known.Error;
        if (known.Value is { } other && other.Space != space)
            return ShardErrors.SpaceMismatch(shard, other.Space.Value, space);

        // The collection before the entry: an entry never points to nothing.
        var collection = await collections.EnsureAsync(space, representations, cancellationToken);
        if (!collection.IsOk)
            return collection.Error;
        var place = await directory.ClaimAsync(shard, space, cancellationToken);
        return place.IsOk ? await RaiseAsync(place.Value, representations, epoch, cancellationToken) : place.Error;
    }

    private async Task<Result<long>> RaiseAsync(
        ShardPlace place,
        IReadOnlyList<RepresentationShape> representations,
        long epoch,
        CancellationToken cancellationToken)
    {
        var read = await headers.ReadAsync(place, cancellationToken);
        for (var tries = 0; tries < MaxTries && read.IsOk; tries++)
        {
            var header = read.Value ?? new ShardHeader(epoch, 0, "", []);
            if (header.Epoch > epoch)
                return ShardErrors.Stale(place.Shard, header.Epoch, epoch);

            // A change of the header would stay behind where the tenant moves away from, as would a shard that is new there.
            if (header.Hold is { } hold && hold.Until > time.GetUtcNow())
                return ShardErrors.Moving(place.Shard);
            if (read.Value is null && await holds.FindAsync(place.Requests, cancellationToken) is { } moving)
                return moving;
            if (VectorRules.Check(representations, header.DimensionOf) is { } wrong)
                return wrong;
            var next = header with
            {
                Epoch = epoch,
                Write = ShardHeader.NewMark(),
                Representations = [.. header.Representations.Union(representations)],
            };
            var stored = await headers.ReplaceAsync(place.Requests, place.Shard, read.Value, next, cancellationToken);
            if (stored is { IsOk: true, Value: { } own } && own.Write == next.Write)
                return own.Sequence;
            read = stored;
        }

        return read.IsOk ? ShardErrors.Contended(place.Shard) : read.Error;
    }
}
