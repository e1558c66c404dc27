using Orleans.Hosting;
using Triad.Azure;
using Triad.Grains;
using Triad.Grains.Roles;
using Triad.Media;
using Triad.Persistence;
using Triad.Persistence.GrainState;
using Triad.Server.Data;
using Triad.Vectors;

namespace Triad.Server.Hosting;

/// <summary>Registers the storages that the configuration chooses.</summary>
internal static class StorageExtensions
{
    /// <summary>Adds the media store; before Orleans, so that a wrong account is told before a grain needs it.</summary>
    public static void AddTriadMediaStorage(this IServiceCollection services, StorageOptions storage, DataFolder data)
    {
        if (storage.Media == MediaStorageKind.AzureBlob)
            services.AddTriadAzureMediaStore(options => options.LeaseFolder = data.Leases);
        else
            services.AddTriadFolderMediaStore();
    }

    /// <summary>Adds the grains' storage: states and rows. A state is written the same way in both.</summary>
    public static void AddTriadGrainStorage(this IServiceCollection services, StorageOptions storage, DataFolder data)
    {
        if (storage.Grains == GrainStorageKind.AzureBlob)
        {
            services.AddTriadAzureGrainStorage(GrainStorageNames.Grains, new JsonStateSerializer());
            services.AddTriadAzureRows();
        }
        else
        {
            services.AddSqliteGrainStorage(GrainStorageNames.Grains, options => options.DatabasePath = data.StateDatabase);
            services.AddSqliteRows();
        }
    }

    /// <summary>Adds the index. The embedded one lives where the shards do: on silos of the role silo.</summary>
    public static void AddTriadVectorStorage(this IServiceCollection services, StorageOptions storage, PlatformRoles roles, DataFolder data)
    {
        if (storage.Vectors == VectorStorageKind.Embedded && roles.HasFlag(PlatformRoles.Silo))
            services.AddEmbeddedVectorIndex(options => options.Folder = data.Vectors);
    }
}
