using Orleans.Hosting;
using Triad.Azure;
using Triad.Core.Audit;
using Triad.Azure.KeyVault;
using Triad.Core.Usage.Export;
using Triad.Grains;
using Triad.Grains.Roles;
using Triad.Grains.Usage.Export;
using Triad.Media;
using Triad.Media.Encryption;
using Triad.Persistence;
using Triad.Persistence.Audit;
using Triad.Persistence.GrainState;
using Triad.Server.Data;
using Triad.Server.Roles;
using Triad.Vectors;
using Triad.Vectors.Qdrant;

namespace Triad.Server.Hosting;

/// <summary>Registers the storages that the configuration chooses.</summary>
internal static class StorageExtensions
{
    private const string ChecksLog = "Microsoft.Extensions.Diagnostics.HealthChecks";

    /// <summary>Adds the media store; before Orleans, so that a wrong account is told before a grain needs it.</summary>
    public static void AddTriadMediaStorage(this IServiceCollection services, StorageOptions storage, DataFolder data)
    {
        if (storage.Media == MediaStorageKind.AzureBlob)
            services.AddTriadAzureMediaStore(options => options.LeaseFolder = data.Leases);
        else
            services.AddTriadFolderMediaStore();
    }

    /// <summary>Encrypts the media, and adds the provider of the keys that wrap the tenants' keys.</summary>
    public static void AddTriadEncryption(this IServiceCollection services, StorageOptions storage, DataFolder data, IConfiguration configuration)
    {
        var section = configuration.GetSection(EncryptionOptions.Section);
        services.AddTriadMediaEncryption(options =>
        {
            options.KeyFile = data.MediaKeyPath;
            section.Bind(options);
            options.PlainFolder = data.Plain;
        });
        if (storage.Keys == KeyProviderKind.AzureKeyVault)
            services.AddTriadKeyVault();
        else
            services.AddTriadKeyFile();
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

    /// <summary>Adds the account that usage is exported to, where a target names one.</summary>
    public static void AddTriadUsageExport(this IServiceCollection services, IConfiguration configuration)
    {
        var targets = configuration.GetSection($"{UsageExportOptions.Section}:{nameof(UsageExportOptions.Targets)}").GetChildren();
        if (targets.Any(target => target[nameof(UsageTargetOptions.Kind)] == AzureStorageExtensions.UsageTargetKind))
            services.AddTriadAzureUsageExport();
    }

    /// <summary>
    /// Adds the index. The embedded one lives where the shards do: on silos of the role silo. Qdrant is asked by every process: gateways
    /// search, embed silos read stored items, silos write.
    /// </summary>
    public static void AddTriadVectorStorage(
        this IServiceCollection services, StorageOptions storage, PlatformRoles roles, DataFolder data, IConfiguration configuration)
    {
        if (storage.Vectors == VectorStorageKind.Qdrant)
        {
            var key = ReadKey(configuration);
            services.AddTriadQdrantVectors(options => options.ApiKey = key ?? options.ApiKey);
            services.AddTriadRemoteIndexReader();
            services.AddSingleton<IndexWatch>();
            services.AddHostedService(provider => provider.GetRequiredService<IndexWatch>());

            // The watch says it once, and not every two seconds.
            services.AddLogging(logging => logging.AddFilter(ChecksLog, LogLevel.None));
        }
        else if (roles.HasFlag(PlatformRoles.Silo))
        {
            services.AddEmbeddedVectorIndex(options => options.Folder = data.Vectors);
        }
    }

    /// <summary>Adds the store of the audit log, which gateways write.</summary>
    public static void AddTriadAuditStorage(this IServiceCollection services, StorageOptions storage, DataFolder data)
    {
        if (storage.Audit == AuditStorageKind.AzureBlob)
            services.AddTriadAzureAudit();
        else
            services.AddSingleton<IAuditStore>(new FolderAuditStore(data.Audit));
    }

    /// <summary>The API key in the file that the configuration names; null where it names none.</summary>
    private static string? ReadKey(IConfiguration configuration)
    {
        const string setting = $"{QdrantVectorsOptions.Section}:ApiKeyFile";
        if (configuration[setting] is not { Length: > 0 } file)
            return null;
        return File.Exists(file)
            ? File.ReadAllText(file).Trim()
            : throw new StartException(
                $"{setting} is '{file}'. There is no such file. Give the path of a file with nothing but the API key.");
    }
}
