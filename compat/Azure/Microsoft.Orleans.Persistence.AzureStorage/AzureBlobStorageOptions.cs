using System.Diagnostics.CodeAnalysis;
using Azure.Storage.Blobs;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Configuration;

/// <summary>Settings of grain storage on Azure blobs.</summary>
public class AzureBlobStorageOptions
{
    /// <summary>The container where none is named.</summary>
    public const string DEFAULT_CONTAINER_NAME = "grainstate";

    /// <summary>The stage of the silo's start at which the container is made.</summary>
    public const int DEFAULT_INIT_STAGE = ServiceLifecycleStage.ApplicationServices;

    private BlobServiceClient? _blobServiceClient;

    /// <summary>The container that holds the states.</summary>
    public string ContainerName { get; set; } = DEFAULT_CONTAINER_NAME;

    /// <summary>The stage of the silo's start at which the container is made.</summary>
    public int InitStage { get; set; } = DEFAULT_INIT_STAGE;

    /// <summary>Reads and writes the states.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;

    /// <summary>True removes the blob of a cleared state; false empties it.</summary>
    public bool DeleteStateOnClear { get; set; } = true;

    /// <summary>The client of the storage account.</summary>
    [DisallowNull]
    public BlobServiceClient? BlobServiceClient
    {
        get => _blobServiceClient;
        set => _blobServiceClient = value ?? throw new ArgumentNullException(nameof(value));
    }
}
