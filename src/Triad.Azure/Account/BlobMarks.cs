using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Triad.Azure.Account;

/// <summary>Blobs that are all name and metadata.</summary>
internal static class BlobMarks
{
    private const int NotFound = 404;
    private const int Conflict = 409;
    private const int PreconditionFailed = 412;

    /// <summary>Nothing may be there.</summary>
    public static BlobRequestConditions IfNone { get; } = new() { IfNoneMatch = ETag.All };

    /// <summary>It must be there in this version.</summary>
    public static BlobRequestConditions If(ETag version) => new() { IfMatch = version };

    /// <summary>Writes one; null where the condition does not hold.</summary>
    public static async Task<ETag?> PutAsync(
        this BlobContainerClient container,
        string name,
        IDictionary<string, string>? metadata,
        BlobRequestConditions? conditions,
        CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobUploadOptions { Metadata = metadata, Conditions = conditions };
            return (await container.GetBlobClient(name).UploadAsync(BinaryData.Empty, options, cancellationToken)).Value.ETag;
        }
        catch (RequestFailedException exception) when (exception.Status is Conflict or PreconditionFailed)
        {
            return null;
        }
    }

    /// <summary>What is known of one; null where it is not there.</summary>
    public static async Task<BlobProperties?> FindAsync(this BlobContainerClient container, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        }
        catch (RequestFailedException exception) when (exception.Status == NotFound)
        {
            return null;
        }
    }

    /// <summary>Removes one; false where it is there in another version. One that is not there is removed.</summary>
    public static async Task<bool> RemoveAsync(
        this BlobContainerClient container, string name, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        try
        {
            await container.GetBlobClient(name).DeleteIfExistsAsync(conditions: conditions, cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is Conflict or PreconditionFailed)
        {
            return false;
        }
    }
}
