using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Points;
using Triad.Vectors.Qdrant.Requests;
using Triad.Vectors.Qdrant.Shards;

namespace Triad.Vectors.Qdrant.Tenancy;

/// <summary>
/// Moves a small tenant back to the shared shard: copies its points there, compares, deletes its key. The server's own copy would take
/// the shared shard from every other tenant meanwhile. Searches go on; writes are refused for the time, since one that came after the
/// copy would go with the key.
/// </summary>
internal sealed class TenantDemotion(
    QdrantCalls calls,
    ShardKeys keys,
    PointReader points,
    PointEraser eraser,
    TenantHolds holds,
    QdrantVectorsOptions options)
{
    // Writes that were under way when the hold began may land once more.
    private const int MaxRounds = 5;

    /// <summary>Moves a tenant. One that has no key of its own is only let go.</summary>
    public async Task<Result> RunAsync(string collection, TenantId tenant, CancellationToken cancellationToken)
    {
        var holder = ShardHeader.NewMark();
        var states = await keys.StatesAsync(collection, tenant, cancellationToken);
        if (!states.IsOk)
            return states.Error;
        if (states.Value.Count > 0 && await MoveAsync(collection, tenant, holder, cancellationToken) is { } failed)
        {
            // What failed stops writers no longer than need be; the hold ends by itself where this fails too.
            await holds.ReleaseAsync(collection, tenant, CancellationToken.None);
            return failed;
        }

        if (states.Value.Count > 0 && await keys.DeleteAsync(collection, tenant, cancellationToken) is { } notDeleted)
            return notDeleted; // It may still be done: the hold stays until that cannot be any more.

        return await holds.ReleaseAsync(collection, tenant, cancellationToken) is { } held ? held : Result.Ok;
    }

    /// <summary>Copies until both are equal, with nobody writing. Null where the key may go.</summary>
    private async Task<Error?> MoveAsync(string collection, TenantId tenant, string holder, CancellationToken cancellationToken)
    {
        var (shared, own) = (TenantRequests.ToShared(collection, tenant, options), TenantRequests.ToOwn(collection, tenant, options));
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await holds.TakeAsync(collection, tenant, holder, cancellationToken) is { } notHeld)
                return notHeld;
            if (await CopyAsync(collection, tenant, holder, cancellationToken) is { } notCopied)
                return notCopied;
            if (await RemoveStrayAsync(shared, own, cancellationToken) is { } stray)
                return stray;
            var equal = await AreEqualAsync(shared, own, cancellationToken);
            if (!equal.IsOk)
                return equal.Error;
            if (!equal.Value)
                continue;

            // From here until its end nothing is written, and the deletion of the key is well within.
            return await holds.HoldForDeletionAsync(collection, tenant, holder, cancellationToken);
        }

        return QdrantErrors.Unavailable($"The copy of tenant '{tenant}' differs from its own shard each time.", "Repeat the demotion.");
    }

    private async Task<Error?> CopyAsync(string collection, TenantId tenant, string holder, CancellationToken cancellationToken)
    {
        var (shared, own) = (TenantRequests.ToShared(collection, tenant, options), TenantRequests.ToOwn(collection, tenant, options));
        Q.PointId? offset = null;
        do
        {
            var page = await points.PageAsync(own, [], offset, new() { Enable = true }, true, cancellationToken);
            if (!page.IsOk)
                return page.Error;
            offset = page.Value.NextPageOffset;
            var copies = page.Value.Result.Select(point => Copy(shared, point)).Chunk(options.WriteBatch);
            var update = shared.Update(copies.Select(chunk => shared.Upsert(chunk)));
            if (update.Operations.Count == 0)
                continue;
            var written = await calls.WriteAsync("UpdateBatch", (client, call) => client.UpdateBatchAsync(update, call), cancellationToken);
            if (!written.IsOk)
                return written.Error;
            if (await holds.RenewAsync(collection, tenant, holder, cancellationToken) is { } lost)
                return lost;
        }
        while (offset is not null);
        return null;
    }

    // What the shared shard has and the own one has not is from an earlier time.
    private async Task<Error?> RemoveStrayAsync(TenantRequests shared, TenantRequests own, CancellationToken cancellationToken)
    {
        var all = await points.AllAsync(shared, [], new() { Enable = false }, false, cancellationToken);
        if (!all.IsOk)
            return all.Error;
        foreach (var chunk in all.Value.Select(point => Conditions.Id(point.Id)).Chunk(options.ReadBatch))
        {
            var there = await points.OfAsync(own, chunk, new() { Enable = false }, cancellationToken);
            if (!there.IsOk)
                return there.Error;
            var stray = chunk.Where(id => !there.Value.ContainsKey(id)).ToList();
            if (stray.Count > 0 && await eraser.EraseAsync(shared, [Conditions.HasId(stray)], cancellationToken) is { } failed)
                return failed;
        }

        return null;
    }

    private async Task<Result<bool>> AreEqualAsync(TenantRequests shared, TenantRequests own, CancellationToken cancellationToken)
    {
        var mine = await points.CountAsync(own, [], cancellationToken);
        if (!mine.IsOk)
            return mine.Error;
        var copied = await points.CountAsync(shared, [], cancellationToken);
        return copied.IsOk ? mine.Value == copied.Value : copied.Error;
    }

    private static Q.PointStruct Copy(TenantRequests shared, Q.RetrievedPoint point) => shared.Point(
        Conditions.Id(point.Id),
        point.Payload,
        (point.Vectors?.Vectors?.Vectors ?? []).Select(pair => (pair.Key, (ReadOnlyMemory<float>)PointMapping.Numbers(pair.Value))));
}
