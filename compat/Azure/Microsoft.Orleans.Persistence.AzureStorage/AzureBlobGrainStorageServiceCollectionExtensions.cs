using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Adds grain storage on Azure blobs.</summary>
public static class AzureBlobGrainStorageServiceCollectionExtensions
{
    /// <summary>Adds a storage under a name.</summary>
    public static IServiceCollection AddAzureBlobGrainStorage(
        this IServiceCollection services, string name, Action<AzureBlobStorageOptions> configureOptions)
    {
        services.AddOptions<AzureBlobStorageOptions>(name).Configure(configureOptions);
        services.AddTransient<IConfigurationValidator>(provider => new AzureBlobStorageOptionsValidator(OptionsOf(provider, name), name));
        return services.AddGrainStorage(name, static (provider, storage) => new AzureBlobGrainStorage(storage, OptionsOf(provider, storage)));
    }

    private static AzureBlobStorageOptions OptionsOf(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<AzureBlobStorageOptions>>().Get(name);
}
