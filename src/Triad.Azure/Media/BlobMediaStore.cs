using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Azure.Account;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;

namespace Triad.Azure.Media;

/// <summary>Keeps media as block blobs of one container. Several processes may share it.</summary>
internal sealed partial class BlobMediaStore(
    AzureAccount account,
    LeaseFolder leases,
    IOptions<AzureStorageOptions> options,
    ILogger<BlobMediaStore> logger) : IMediaStore
{
    private const int RangeNotSatisfiable = 416;

    private readonly BlobContainerClient _container = account.Media;

    /// <inheritdoc/>
    public Task<Result<StoredMedia>> WriteAsync(
        MediaKey key,
        IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> chunks,
        long maxLength,
        CancellationToken cancellationToken)
    {
        var blob = _container.GetBlockBlobClient(BlobNames.Of(key));
        return TryAsync(key, () => new BlockUpload(blob, options.Value.BlockBytes).WriteAsync(chunks, maxLength, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Result<Stream>> OpenReadAsync(MediaKey key, long offset, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var blob = _container.GetBlobClient(BlobNames.Of(key));
        return TryAsync(key, async () => Result<Stream>.Ok(await OpenAsync(blob, offset, cancellationToken)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Result<IMediaLease>> LeaseFileAsync(MediaKey key, CancellationToken cancellationToken)
    {
        var blob = _container.GetBlobClient(BlobNames.Of(key));
        return TryAsync(key, async () => Result<IMediaLease>.Ok(await CopyAsync(blob, cancellationToken)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Result<IReadOnlyDictionary<string, long>>> ListAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken) =>
        TryAsync(new MediaKey(tenant, video, string.Empty), async () =>
        {
            var prefix = BlobNames.PrefixOf(tenant, video);
            var sizes = new Dictionary<string, long>();
            await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
                sizes[BlobNames.NameOf(blob.Name, prefix)] = blob.Properties.ContentLength ?? 0;
            return Result<IReadOnlyDictionary<string, long>>.Ok(sizes);
        }, cancellationToken);

    /// <inheritdoc/>
    public async Task<Result> DeleteAsync(MediaKey key, CancellationToken cancellationToken)
    {
        var blob = _container.GetBlobClient(BlobNames.Of(key));
        var deleted = await TryAsync<bool>(
            key, async () => (await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, null, cancellationToken)).Value, cancellationToken);
        return deleted.IsOk || deleted.Error.Reason == ErrorReason.ContentNotFound ? Result.Ok : deleted.Error;
    }

    /// <inheritdoc/>
    public async Task<Result> DeleteVideoAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken)
    {
        var listed = await ListAsync(tenant, video, cancellationToken);
        if (!listed.IsOk)
            return listed.Error;
        foreach (var name in listed.Value.Keys)
        {
            var deleted = await DeleteAsync(new MediaKey(tenant, video, name), cancellationToken);
            if (!deleted.IsOk)
                return deleted;
        }

        return Result.Ok;
    }

    private static async Task<Stream> OpenAsync(BlobClient blob, long offset, CancellationToken cancellationToken)
    {
        try
        {
            var range = offset > 0 ? new HttpRange(offset) : default;
            return (await blob.DownloadStreamingAsync(new BlobDownloadOptions { Range = range }, cancellationToken)).Value.Content;
        }
        catch (RequestFailedException failure) when (failure.Status == RangeNotSatisfiable)
        {
            return Stream.Null; // Behind the end there is nothing.
        }
    }

    private async Task<IMediaLease> CopyAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        await using var file = leases.Create();
        var lease = new BlobLease(file.Name);
        try
        {
            var download = (await blob.DownloadStreamingAsync(new BlobDownloadOptions(), cancellationToken)).Value;
            await using var content = download.Content;
            await content.CopyToAsync(file, cancellationToken);
            if (file.Length != download.Details.ContentLength)
                throw new EndOfStreamException($"{file.Length} of {download.Details.ContentLength} bytes came.");
            return lease;
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    private async Task<Result<T>> TryAsync<T>(MediaKey key, Func<Task<Result<T>>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await action();
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return MediaStoreErrors.NotFound(key.Name);
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == BlobErrorCode.InvalidBlockList)
        {
            return MediaStoreErrors.Raced(key.Name);
        }
        catch (Exception failure) when (AzureFailures.IsStorage(failure, cancellationToken))
        {
            LogFailure(failure, key.Tenant.Value, key.Video.Value, AzureFailures.Remedy(failure));
            return AzureFailures.IsFull(failure) ? MediaStoreErrors.Full() : MediaStoreErrors.Silent();
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The media store failed for {Tenant}/{Video}: {Remedy}")]
    private partial void LogFailure(Exception failure, string tenant, string video, string remedy);
}
