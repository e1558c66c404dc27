using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A state is one blob, "name-type/key.json". Its etag is the blob's, and every write and removal is conditional on it.</summary>
internal sealed class AzureBlobGrainStorage(string name, AzureBlobStorageOptions options) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private BlobContainerClient _container = null!;

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            var content = (await BlobOf(stateName, grainId).DownloadContentAsync()).Value;
            var isEmpty = content.Details.ContentLength <= 0;
            grainState.State = isEmpty ? Activator.CreateInstance<T>() : options.GrainStorageSerializer.Deserialize<T>(content.Content);
            grainState.RecordExists = !isEmpty;
            grainState.ETag = content.Details.ETag.ToString();
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            grainState.State = Activator.CreateInstance<T>();
            grainState.RecordExists = false;
            grainState.ETag = null;
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var blob = BlobOf(stateName, grainId);
        var content = options.GrainStorageSerializer.Serialize(grainState.State);
        var upload = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/octet-stream" },
            Conditions = ConditionsOf(grainState.ETag),
        };
        try
        {
            grainState.ETag = (await UpdateAsync(blob, grainState.ETag, () => blob.UploadAsync(content, upload))).Value.ETag.ToString();
        }
        catch (RequestFailedException exception) when (IsContainerMissing(exception))
        {
            await _container.CreateIfNotExistsAsync();
            grainState.ETag = (await UpdateAsync(blob, grainState.ETag, () => blob.UploadAsync(content, upload))).Value.ETag.ToString();
        }

        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var blob = BlobOf(stateName, grainId);
        var conditions = ConditionsOf(grainState.ETag);
        if (options.DeleteStateOnClear)
        {
            await UpdateAsync(blob, grainState.ETag, () => blob.DeleteIfExistsAsync(DeleteSnapshotsOption.None, conditions));
            grainState.ETag = null;
        }
        else
        {
            var emptied = await UpdateAsync(
                blob, grainState.ETag, () => blob.UploadAsync(new BinaryData([]), new BlobUploadOptions { Conditions = conditions }));
            grainState.ETag = emptied.Value.ETag.ToString();
        }

        grainState.RecordExists = false;
        grainState.State = Activator.CreateInstance<T>();
    }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe($"{nameof(AzureBlobGrainStorage)}-{name}", options.InitStage, InitAsync);

    private static BlobRequestConditions ConditionsOf(string? etag) => string.IsNullOrEmpty(etag)
        ? new BlobRequestConditions { IfNoneMatch = ETag.All }
        : new BlobRequestConditions { IfMatch = new ETag(etag) };

    private static async Task<TResult> UpdateAsync<TResult>(BlobClient blob, string? etag, Func<Task<TResult>> update)
    {
        try
        {
            return await update();
        }
        catch (RequestFailedException exception) when (exception.Status is 412 or 409 || (exception.Status == 404 && !IsContainerMissing(exception)))
        {
            throw new InconsistentStateException(
                $"Blob storage condition not Satisfied. BlobName: {blob.Name}, Container: {blob.BlobContainerName}, CurrentETag: {etag}",
                "Unknown",
                etag,
                exception);
        }
    }

    private static bool IsContainerMissing(RequestFailedException exception) =>
        exception.Status == 404 && exception.ErrorCode == BlobErrorCode.ContainerNotFound;

    private BlobClient BlobOf(string stateName, GrainId grainId) => _container.GetBlobClient($"{stateName}-{grainId}.json");

    private async Task InitAsync(CancellationToken cancellationToken)
    {
        _container = options.BlobServiceClient!.GetBlobContainerClient(options.ContainerName);
        await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }
}
