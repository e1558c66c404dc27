namespace Triad.Server.Hosting;

/// <summary>Where the audit log is kept.</summary>
internal enum AuditStorageKind
{
    /// <summary>In the data directory.</summary>
    Folder,

    /// <summary>As append blobs of an Azure storage account.</summary>
    AzureBlob,
}
