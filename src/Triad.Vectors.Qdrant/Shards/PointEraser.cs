using Triad.Core.Errors;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Requests;

namespace Triad.Vectors.Qdrant.Shards;

/// <summary>Deletes points of a tenant: by ids that were found, so that it is known what is gone.</summary>
internal sealed class PointEraser(QdrantCalls calls, PointReader points, QdrantVectorsOptions options, TimeProvider time)
{
    // Deletions that leave the same points.
    private const int MaxTries = 10;

    /// <summary>
    /// Deletes by explicit ids what satisfies the conditions, until nothing is found any more, and then by the conditions themselves: a lookup
    /// finds what all copies have, and a copy may have more. Null where that succeeds.
    /// </summary>
    public async Task<Error?> EraseAsync(TenantRequests requests, IReadOnlyList<Q.Condition> what, CancellationToken cancellationToken)
    {
        Q.PointId? before = null;
        for (var stuck = 0; stuck < MaxTries;)
        {
            var page = await points.PageAsync(requests, what, null, new() { Enable = false }, false, cancellationToken);
            if (!page.IsOk)
                return page.Error;
            if (page.Value.Result is not [var first, ..] found)
                return await EraseWhereAsync(requests, what, cancellationToken);
            var update = requests.Update([requests.Delete(found.Select(point => Conditions.Id(point.Id)))]);
            var deleted = await calls.WriteAsync("UpdateBatch", (client, call) => client.UpdateBatchAsync(update, call), cancellationToken);
            if (!deleted.IsOk)
                return deleted.Error;

            // Where a deletion waits in the server's queue, the same ids are found again: so often and no more.
            stuck = first.Id.Equals(before) ? stuck + 1 : 0;
            before = first.Id;
            if (!IsCompleted(deleted.Value))
                await Task.Delay(options.WaitInterval, time, cancellationToken);
        }

        return null;
    }

    private async Task<Error?> EraseWhereAsync(TenantRequests requests, IReadOnlyList<Q.Condition> what, CancellationToken cancellationToken)
    {
        var update = requests.Update([requests.DeleteWhere(what)]);
        var deleted = await calls.WriteAsync("UpdateBatch", (client, call) => client.UpdateBatchAsync(update, call), cancellationToken);
        return deleted.Error;
    }

    /// <summary>Whether the server says that all of a write can be found.</summary>
    public static bool IsCompleted(Q.UpdateBatchResponse response) =>
        response.Result.All(result => result.Status == Q.UpdateStatus.Completed);
}
