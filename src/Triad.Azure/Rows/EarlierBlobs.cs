using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;
using Triad.Azure.Account;
using Triad.Azure.Catalogs;
using Triad.Core.Catalogs;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Ingest;
using Triad.Core.Rows;

namespace Triad.Azure.Rows;

/// <summary>
/// Moves what builds before rows kept in one blob for a partition of the queue or a bucket of a catalog. A blob is leased, its rows are
/// written, and it is removed last: a process that is killed before that leaves it to the next one, which writes the same rows again.
/// Nothing is served meanwhile.
/// </summary>
internal sealed partial class EarlierBlobs(AzureAccount account, TimeProvider time, ILogger<EarlierBlobs> log)
{
    private const int NotFound = 404;
    private const int Conflict = 409;
    private const int Parallel = 16;

    // As the provider names a state: state name, grain type, key.
    private const string QueuePrefix = $"{EarlierStates.Queue}-ingestqueue/";
    private const string CatalogPrefix = $"{EarlierStates.Catalog}-catalog/";
    private const string Suffix = ".json";

    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Moves all; ends when no such blob is left.</summary>
    /// <exception cref="StorageException">A blob cannot be read, or another process moves it and does not come to an end.</exception>
    public async Task MoveAsync(CancellationToken cancellationToken)
    {
        foreach (var prefix in new[] { QueuePrefix, CatalogPrefix })
        {
            await foreach (var blob in account.Grains.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
                await MoveAsync(blob.Name, cancellationToken);
        }
    }

    private async Task MoveAsync(string name, CancellationToken cancellationToken)
    {
        var blob = account.Grains.GetBlobClient(name);
        var lease = blob.GetBlobLeaseClient();
        if (!await TryLeaseAsync(lease, name, cancellationToken))
            return;
        var bytes = (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
        var rows = Read(name, bytes).ToList();
        LogMoving(name, rows.Count);
        var renewed = time.GetTimestamp();
        foreach (var batch in rows.Chunk(Parallel))
        {
            if (time.GetElapsedTime(renewed) > RenewAfter)
            {
                await lease.RenewAsync(cancellationToken: cancellationToken);
                renewed = time.GetTimestamp();
            }

            await Task.WhenAll(batch.Select(write => write(cancellationToken)));
        }

        await blob.DeleteIfExistsAsync(conditions: new BlobRequestConditions { LeaseId = lease.LeaseId }, cancellationToken: cancellationToken);
        LogMoved(name, rows.Count);
    }

    /// <summary>Waits for another process that moves the blob; false where the blob is gone.</summary>
    private async Task<bool> TryLeaseAsync(BlobLeaseClient lease, string name, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (time.GetElapsedTime(begun) < Patience)
        {
            try
            {
                await lease.AcquireAsync(LeaseTime, cancellationToken: cancellationToken);
                return true;
            }
            catch (RequestFailedException exception) when (exception.Status == NotFound)
            {
                return false;
            }
            catch (RequestFailedException exception) when (exception.Status == Conflict)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }

        throw new StorageException(new Error(
            ErrorReason.Unavailable,
            $"The blob '{name}' is being moved by another process, which does not come to an end.",
            Remedy: "Stop all processes of the cluster, wait a minute, and start them again."));
    }

    /// <summary>What is to be written, a function each.</summary>
    private IEnumerable<Func<CancellationToken, Task>> Read(string name, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            if (name.StartsWith(QueuePrefix, StringComparison.Ordinal))
            {
                var owner = QueuedJob.OwnerOf(int.Parse(name[QueuePrefix.Length..^Suffix.Length]));
                return EarlierStates.ReadJobs(bytes).Select(Func<CancellationToken, Task> (job) => stop => PutAsync(owner, job.ToRow(), stop));
            }

            var key = name[CatalogPrefix.Length..^Suffix.Length].Split('/');
            var (tenant, bucket) = (TenantId.From(key[0]), int.Parse(key[1]));
            return EarlierStates.ReadEntries(bytes).Select(Func<CancellationToken, Task> (row) => stop => PutAsync(tenant, bucket, row, stop));
        }
        catch (FormatException exception)
        {
            throw new StorageException(
                new Error(
                    ErrorReason.Internal,
                    $"The blob '{name}' of the container '{account.Grains.Name}' cannot be read: {exception.Message}",
                    Remedy: "Restore it from a backup, or remove it: its videos are then missing in lists, or wait for their reminder."),
                exception);
        }
    }

    private Task PutAsync(string owner, Row row, CancellationToken stop) => account.Grains.PutAsync(
        RowNames.Of(owner, row.Key), new Dictionary<string, string> { [BlobRowStore.Value] = row.Value }, null, stop);

    private async Task PutAsync(TenantId tenant, int bucket, CatalogRow row, CancellationToken stop)
    {
        var metadata = new CatalogMark(row.CreatedAt.UtcTicks, row.Bytes).ToMetadata();
        await account.Grains.PutAsync(CatalogNames.IdOf(tenant, bucket, row.Video), metadata, null, stop);
        await account.Grains.PutAsync(CatalogNames.EntryOf(tenant, bucket, row.CreatedAt, row.Video), metadata, null, stop);
    }

    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Information,
        Message = "The blob '{Name}' is of an earlier build: its {Count} entries become blobs of their own")]
    private partial void LogMoving(string name, int count);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "The blob '{Name}': moved {Count} entries")]
    private partial void LogMoved(string name, int count);
}
