using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Triad.Azure.Account;
using Triad.Core.Errors;
using Triad.Core.Rows;

namespace Triad.Azure.Rows;

/// <summary>
/// Two blobs cannot be written in one step, so a write comes first and then a look at the owner's epoch: where that has not changed,
/// whoever opens the rows later sees the write. A row is removed in the version that this set knows; what a later opener has put has
/// another one.
/// </summary>
internal sealed class BlobRowSet(
    BlobContainerClient container,
    AzureCalls calls,
    string owner,
    ETag epoch,
    IReadOnlyList<Row> opened,
    ConcurrentDictionary<string, ETag?> versions) : IRowSet
{
    private const int MaxTries = 5;

    public IReadOnlyList<Row> Opened => opened;

    public async Task<Result> PutAsync(Row row, CancellationToken cancellationToken)
    {
        versions[row.Key] = null; // Not known, should the answer be lost.
        var put = await calls.RunAsync<ETag?>(
            $"The row {row.Key} of {owner}",
            async stop =>
            {
                var metadata = new Dictionary<string, string> { [BlobRowStore.Value] = row.Value };
                var version = await container.PutAsync(RowNames.Of(owner, row.Key), metadata, null, stop);
                return await IsCurrentAsync(stop) ? version : Stale;
            },
            cancellationToken);
        if (!put.IsOk)
            return put.Error;
        versions[row.Key] = put.Value;
        return Result.Ok;
    }

    public async Task<Result> RemoveAsync(string key, CancellationToken cancellationToken)
    {
        var known = versions.GetValueOrDefault(key);
        var removed = await calls.RunAsync<bool>($"The row {key} of {owner}", stop => TryRemoveAsync(key, known, stop), cancellationToken);
        if (!removed.IsOk)
            return removed.Error;
        versions.TryRemove(key, out _);
        return Result.Ok;
    }

    private Error Stale => new(
        ErrorReason.EpochStale,
        $"The rows of '{owner}' were taken over by another activation.",
        Remedy: "Repeat the call: it reaches the other one.");

    private async Task<Result<bool>> TryRemoveAsync(string key, ETag? known, CancellationToken stop)
    {
        var name = RowNames.Of(owner, key);
        for (var i = 0; i < MaxTries; i++)
        {
            // A version that is not the known one is that of an own write whose answer was lost, or an earlier opener's last.
            var version = known ?? (await container.FindAsync(name, stop))?.ETag;
            if (known is null && !await IsCurrentAsync(stop))
                return Stale;
            if (version is null || await container.RemoveAsync(name, BlobMarks.If(version.Value), stop))
                return await IsCurrentAsync(stop) ? true : Stale;
            known = null;
        }

        return new Error(ErrorReason.Conflict, $"The row '{key}' of '{owner}' is written again and again.", Remedy: "Retry.");
    }

    private async Task<bool> IsCurrentAsync(CancellationToken stop) => (await container.FindAsync(RowNames.EpochOf(owner), stop))?.ETag == epoch;
}
