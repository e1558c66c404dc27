namespace Triad.Server.Hosting;

/// <summary>What keeps the media.</summary>
internal enum MediaStorageKind
{
    /// <summary>A folder of the data directory.</summary>
    Folder,

    /// <summary>A container of an Azure storage account.</summary>
    AzureBlob,
}
