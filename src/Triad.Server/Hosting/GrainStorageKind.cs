namespace Triad.Server.Hosting;

/// <summary>What keeps the grains' states.</summary>
internal enum GrainStorageKind
{
    /// <summary>A SQLite file in the data directory.</summary>
    Sqlite,

    /// <summary>A container of an Azure storage account.</summary>
    AzureBlob,
}
