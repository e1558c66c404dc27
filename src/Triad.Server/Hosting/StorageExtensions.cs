using Orleans.Hosting;
using Triad.Azure;
using Triad.Grains;
using Triad.Media;
using Triad.Persistence;
using Triad.Persistence.GrainState;
using Triad.Server.Data;

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

    /// <summary>Adds the grains' storage. A state is written the same way in both.</summary>
    public static void AddTriadGrainStorage(this IServiceCollection services, StorageOptions storage, DataFolder data)
    {
        if (storage.Grains == GrainStorageKind.AzureBlob)
            services.AddTriadAzureGrainStorage(GrainStorageNames.Grains, new JsonStateSerializer());
        else
            services.AddSqliteGrainStorage(GrainStorageNames.Grains, options => options.DatabasePath = data.StateDatabase);
    }
}
