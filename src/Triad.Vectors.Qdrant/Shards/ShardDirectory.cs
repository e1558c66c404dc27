using System.Collections.Concurrent;
using Google.Protobuf.Collections;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Collections;
using Triad.Vectors.Qdrant.Points;
using Triad.Vectors.Qdrant.Requests;

namespace Triad.Vectors.Qdrant.Shards;

/// <summary>
/// Says in which space each shard is: a point a shard in a collection of its own, written once and never changed. So a shard has one
/// space, however many silos open it at once, and it is known without looking through all collections.
/// </summary>
internal sealed class ShardDirectory(QdrantCalls calls, PointReader points, CollectionKeeper collections, QdrantVectorsOptions options)
{
    // Beyond this the memory of places is emptied: they are read again.
    private const int MaxKnown = 100_000;

    private readonly ConcurrentDictionary<ShardId, ShardPlace> _known = [];

    private string Collection { get; } = CollectionNaming.OfDirectory(options.CollectionPrefix);

    /// <summary>Where a shard is; null where it was never opened.</summary>
    public async Task<Result<ShardPlace?>> FindAsync(ShardId shard, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(shard, out var known))
            return known;
        var exists = await collections.ExistsAsync(Collection, cancellationToken);
        if (!exists.IsOk)
            return exists.Error;
        if (!exists.Value)
            return Result<ShardPlace?>.Ok(null);

        // Who made it may have died before its indexes were there, or be at it now.
        var ensured = await collections.EnsureDirectoryAsync(cancellationToken);
        return ensured.IsOk ? await ReadAsync(shard, cancellationToken) : ensured.Error;
    }

    /// <summary>Puts a shard into a space. SpaceMismatch where it is in another one.</summary>
    public async Task<Result<ShardPlace>> ClaimAsync(ShardId shard, SpaceId space, CancellationToken cancellationToken)
    {
        var ensured = await collections.EnsureDirectoryAsync(cancellationToken);
        if (!ensured.IsOk)
            return ensured.Error;
        var found = await ReadAsync(shard, cancellationToken);
        if (found is { IsOk: true, Value: null })
            found = await AddAsync(shard, space, cancellationToken);
        if (!found.IsOk)
            return found.Error;
        return found.Value!.Space == space ? found.Value : ShardErrors.SpaceMismatch(shard, found.Value.Space.Value, space);
    }

    private async Task<Result<ShardPlace?>> AddAsync(ShardId shard, SpaceId space, CancellationToken cancellationToken)
    {
        var requests = TenantRequests.To(Collection, shard.Tenant, options);
        var payload = new MapField<string, Q.Value>
        {
            [PayloadNames.Kind] = PayloadValues.Of("shard"),
            [PayloadNames.Shard] = PayloadValues.Of(shard.Number),
            [PayloadNames.Space] = PayloadValues.Of(space.Value),
        };
        var update = requests.Update([requests.Insert([requests.Point(NameUuid.OfEntry(shard), payload, [])])]);
        var written = await calls.WriteAsync("UpdateBatch", (client, call) => client.UpdateBatchAsync(update, call), cancellationToken);
        if (!written.IsOk)
            return written.Error;

        // Who came first is told by what stands there now: the server does not say whether it took ours.
        var stored = await ReadAsync(shard, cancellationToken);
        if (!stored.IsOk)
            return stored.Error;
        return stored.Value is { } place
            ? place
            : QdrantErrors.Unavailable($"The entry of shard '{shard}' in '{Collection}' is not visible yet.", "Retry.");
    }

    private async Task<Result<ShardPlace?>> ReadAsync(ShardId shard, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(shard, out var known))
            return known;
        var requests = TenantRequests.To(Collection, shard.Tenant, options);
        var id = NameUuid.OfEntry(shard);
        var found = await points.OfAsync(requests, [id], new() { Enable = true }, cancellationToken);
        if (!found.IsOk)
            return found.Error;
        if (!found.Value.TryGetValue(id, out var entry))
            return Result<ShardPlace?>.Ok(null);
        if (_known.Count >= MaxKnown)
            _known.Clear();
        return _known[shard] = new ShardPlace(shard, SpaceId.From(entry.Payload.Text(PayloadNames.Space)), options);
    }
}
