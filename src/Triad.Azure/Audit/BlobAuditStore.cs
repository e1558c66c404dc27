using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Triad.Azure.Account;
using Triad.Core.Audit;
using Triad.Core.Errors;

namespace Triad.Azure.Audit;

/// <summary>The audit log as append blobs of a container of its own, for which the account can have a policy of immutability; heads are small blobs beside them.</summary>
internal sealed class BlobAuditStore(AzureAccount account) : IAuditStore
{
    private const string Heads = "heads/";

    private readonly BlobContainerClient _container = account.Audit;

    /// <inheritdoc/>
    public Task<Result<IAuditPart>> CreateAsync(AuditPartName name, CancellationToken cancellationToken) => TryAsync<IAuditPart>(async () =>
    {
        var blob = _container.GetAppendBlobClient(name.ToString());
        await blob.CreateAsync(new AppendBlobCreateOptions { Conditions = new AppendBlobRequestConditions { IfNoneMatch = ETag.All } }, cancellationToken);
        return new BlobAuditPart(blob);
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<AuditPartName>>> ListAsync(CancellationToken cancellationToken) => TryAsync<IReadOnlyList<AuditPartName>>(async () =>
    {
        var parts = new List<AuditPartName>();
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, cancellationToken))
        {
            if (AuditPartName.Parse(blob.Name) is { } part)
                parts.Add(part);
        }

        return parts;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<Result<Stream>> OpenReadAsync(AuditPartName name, CancellationToken cancellationToken) => TryAsync(
        async () => (await _container.GetBlobClient(name.ToString()).DownloadStreamingAsync(new BlobDownloadOptions(), cancellationToken)).Value.Content,
        cancellationToken);

    /// <inheritdoc/>
    public async Task<Result> WriteHeadAsync(string chain, string signed, CancellationToken cancellationToken)
    {
        var written = await TryAsync(
            async () => await _container.GetBlobClient(Heads + chain).UploadAsync(BinaryData.FromString(signed), overwrite: true, cancellationToken), cancellationToken);
        return written.IsOk ? Result.Ok : written.Error;
    }

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<string>>> ReadHeadsAsync(CancellationToken cancellationToken) => TryAsync<IReadOnlyList<string>>(async () =>
    {
        var heads = new List<string>();
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Heads, cancellationToken))
            heads.Add((await _container.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken)).Value.Content.ToString());
        return heads;
    }, cancellationToken);

    internal static async Task<Result<T>> TryAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            return Result<T>.Ok(await action());
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return new Error(ErrorReason.ContentNotFound, "There is no such part of the audit log.");
        }
        catch (Exception failure) when (AzureFailures.IsStorage(failure, cancellationToken))
        {
            var remedy = AzureFailures.Remedy(failure);
            return new Error(ErrorReason.Unavailable, $"The audit log cannot be used. {remedy}", Remedy: remedy);
        }
    }
}
