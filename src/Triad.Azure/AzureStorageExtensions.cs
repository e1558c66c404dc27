using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Triad.Azure.Account;
using Triad.Azure.Audit;
using Triad.Azure.Catalogs;
using Triad.Azure.GrainState;
using Triad.Azure.Media;
using Triad.Azure.Rows;
using Triad.Azure.Usage;
using Triad.Core.Audit;
using Triad.Core.Catalogs;
using Triad.Core.Erasure;
using Triad.Core.Media;
using Triad.Core.Rows;
using Triad.Core.Usage.Export;

namespace Triad.Azure;

/// <summary>
/// Registers grain state, rows and media in an Azure storage account. Settings come from the section <see
/// cref="AzureStorageOptions.Section"/>.
/// </summary>
public static class AzureStorageExtensions
{
    /// <summary>Adds <see cref="IMediaStore"/>.</summary>
    public static IServiceCollection AddTriadAzureMediaStore(this IServiceCollection services, Action<AzureStorageOptions>? configure = null)
    {
        services.AddAccount(configure).Media = true;
        services.TryAddSingleton<LeaseFolder>();
        services.TryAddSingleton<IMediaStore, BlobMediaStore>();
        services.TryAddSingleton<IMediaEraser, BlobMediaEraser>();
        return services;
    }

    /// <summary>Adds a named grain storage: Orleans' provider, with the platform's errors and time limit around it.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The storage's name.</param>
    /// <param name="serializer">How states are written.</param>
    /// <param name="configure">Settings beside those of the configuration.</param>
    public static ISiloBuilder AddTriadAzureGrainStorage(
        this ISiloBuilder builder,
        string name,
        IGrainStorageSerializer serializer,
        Action<AzureStorageOptions>? configure = null)
    {
        builder.Services.AddTriadAzureGrainStorage(name, serializer, configure);
        return builder;
    }

    /// <inheritdoc cref="AddTriadAzureGrainStorage(ISiloBuilder, string, IGrainStorageSerializer, Action{AzureStorageOptions}?)"/>
    public static IServiceCollection AddTriadAzureGrainStorage(
        this IServiceCollection services,
        string name,
        IGrainStorageSerializer serializer,
        Action<AzureStorageOptions>? configure = null)
    {
        var provider = ProviderOf(name);
        services.AddAccount(configure).Grains = true;
        services.AddOptions<AzureBlobStorageOptions>(provider).Configure<AzureAccount>((blobs, account) =>
        {
            blobs.BlobServiceClient = account.Service;
            blobs.ContainerName = account.Grains.Name;
        });
        services.AddAzureBlobGrainStorage(provider, (AzureBlobStorageOptions blobs) => blobs.GrainStorageSerializer = serializer);
        return services.AddGrainStorage<IGrainStorage>(name, (all, _) => ActivatorUtilities.CreateInstance<AzureGrainStorage>(
            all, all.GetRequiredKeyedService<IGrainStorage>(provider)));
    }

    /// <summary>The name of Orleans' own provider below a storage of that name.</summary>
    internal static string ProviderOf(string name) => $"{name}.blobs";

    /// <summary>Adds <see cref="IRowStore"/> and <see cref="ICatalogStore"/>.</summary>
    public static IServiceCollection AddTriadAzureRows(this IServiceCollection services, Action<AzureStorageOptions>? configure = null)
    {
        services.AddAccount(configure).Rows = true;
        services.AddSingleton<IRowStore, BlobRowStore>();
        services.AddSingleton<ICatalogStore, BlobCatalogStore>();
        services.AddSingleton<ITenantRecords, BlobTenantRecords>();
        return services;
    }

    /// <summary>Adds <see cref="IAuditStore"/>.</summary>
    public static IServiceCollection AddTriadAzureAudit(this IServiceCollection services, Action<AzureStorageOptions>? configure = null)
    {
        services.AddAccount(configure).Audit = true;
        services.AddSingleton<IAuditStore, BlobAuditStore>();
        return services;
    }

    /// <summary>What the settings call targets of exports that are containers.</summary>
    public const string UsageTargetKind = BlobSinkKind.KindName;

    /// <summary>Adds the kind of target <c>azure-blob</c> to those that usage can be exported to.</summary>
    public static IServiceCollection AddTriadAzureUsageExport(this IServiceCollection services, Action<AzureStorageOptions>? configure = null)
    {
        services.AddAccount(configure);
        services.AddSingleton<IUsageSinkKind, BlobSinkKind>();
        return services;
    }

    private static AzureUses AddAccount(this IServiceCollection services, Action<AzureStorageOptions>? configure)
    {
        var options = services.AddOptions<AzureStorageOptions>().BindConfiguration(AzureStorageOptions.Section).ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        if (services.FirstOrDefault(service => service.ServiceType == typeof(AzureUses))?.ImplementationInstance is AzureUses known)
            return known;

        var uses = new AzureUses();
        services.AddSingleton(uses);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AzureStorageOptions>, AzureStorageOptionsValidator>());
        services.AddSingleton<AzureAccount>();
        services.AddSingleton<AzureCalls>();
        services.AddSingleton<EarlierBlobs>();
        services.AddHostedService<AzureStartup>();
        return uses;
    }
}
