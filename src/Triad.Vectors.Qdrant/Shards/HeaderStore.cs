using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Points;
using Triad.Vectors.Qdrant.Requests;

namespace Triad.Vectors.Qdrant.Shards;

/// <summary>
/// Reads and changes the headers of shards. A change is made only where the header is the one that was read, and is read back: a refusal
/// is silent.
/// </summary>
internal sealed class HeaderStore(QdrantCalls calls, PointReader points)
{
    /// <summary>A shard's header; null where it has none.</summary>
    public Task<Result<ShardHeader?>> ReadAsync(ShardPlace place, CancellationToken cancellationToken) =>
        ReadAsync(place.Requests, place.Shard, cancellationToken);

    /// <summary>The operation that puts a header in place of the one that was read.</summary>
    public static Q.PointsUpdateOperation Replace(TenantRequests requests, ShardId shard, ShardHeader? read, ShardHeader next)
    {
        var point = requests.Point(NameUuid.OfHeader(shard), next.ToPayload(shard.Number), []);
        return read is null ? requests.Insert([point]) : requests.Upsert([point], Conditions.Is(PayloadNames.Write, read.Write));
    }

    /// <summary>Puts a header in place of the one that was read. Returns what stands there now: the given one, or another's.</summary>
    public async Task<Result<ShardHeader?>> ReplaceAsync(
        TenantRequests requests,
        ShardId shard,
        ShardHeader? read,
        ShardHeader next,
        CancellationToken cancellationToken)
    {
        var update = requests.Update([Replace(requests, shard, read, next)]);
        var written = await calls.WriteAsync("UpdateBatch", (client, call) => client.UpdateBatchAsync(update, call), cancellationToken);
        return written.IsOk ? await ReadAsync(requests, shard, cancellationToken) : written.Error;
    }

    private async Task<Result<ShardHeader?>> ReadAsync(TenantRequests requests, ShardId shard, CancellationToken cancellationToken)
    {
        var id = NameUuid.OfHeader(shard);
        var found = await points.OfAsync(requests, [id], ShardHeader.Fields, cancellationToken);
        if (!found.IsOk)
            return found.Error;
        return found.Value.TryGetValue(id, out var stored) ? ShardHeader.From(stored.Payload) : null;
    }
}
