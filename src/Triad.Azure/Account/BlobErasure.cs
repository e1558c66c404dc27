using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Triad.Core.Errors;

namespace Triad.Azure.Account;

/// <summary>Deletes blobs by the beginning of their names.</summary>
internal static class BlobErasure
{
    // So many at a time that a call ends within its time; there are as many calls as it takes.
    private const int Batch = 200;
    private const int AtOnce = 16;

    /// <summary>Deletes all blobs whose names begin so, and of which a condition holds where one is given.</summary>
    public static async Task<Result> EraseAsync(
        this BlobContainerClient container,
        AzureCalls calls,
        string what,
        string prefix,
        Func<BlobItem, bool>? where,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            var deleted = await calls.RunAsync<int>(what, stop => DeleteSomeAsync(container, prefix, where, stop), cancellationToken);
            if (!deleted.IsOk)
                return deleted.Error;
            if (deleted.Value < Batch)
                return Result.Ok;
        }
    }

    private static async Task<Result<int>> DeleteSomeAsync(
        BlobContainerClient container, string prefix, Func<BlobItem, bool>? where, CancellationToken cancellationToken)
    {
        var some = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
        {
            if (where?.Invoke(blob) != false)
                some.Add(blob.Name);
            if (some.Count == Batch)
                break;
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(some, parallel, async (name, stop) =>
            await container.GetBlobClient(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, null, stop));
        return some.Count;
    }
}
