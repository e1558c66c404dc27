using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace Triad.Azure.Account;

/// <summary>The client of the storage account; one for grains and media.</summary>
internal sealed class AzureAccount(IOptions<AzureStorageOptions> options)
{
    /// <summary>The account's blob service.</summary>
    public BlobServiceClient Service { get; } = Connect(options.Value);

    /// <summary>The container of the grains' states.</summary>
    public BlobContainerClient Grains => Service.GetBlobContainerClient(options.Value.GrainContainer);

    /// <summary>The container of the media.</summary>
    public BlobContainerClient Media => Service.GetBlobContainerClient(options.Value.MediaContainer);

    /// <summary>The container of the audit log.</summary>
    public BlobContainerClient Audit => Service.GetBlobContainerClient(options.Value.AuditContainer);

    private static BlobServiceClient Connect(AzureStorageOptions options)
    {
        var client = new BlobClientOptions();
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.MaxRetries = options.MaxRetries;
        client.Retry.Delay = options.RetryDelay;
        client.Retry.NetworkTimeout = options.NetworkTimeout;
        return options.ConnectionString is { } connection
            ? new BlobServiceClient(connection, client)
            : new BlobServiceClient(new Uri(options.ServiceUri!), new DefaultAzureCredential(), client);
    }
}
