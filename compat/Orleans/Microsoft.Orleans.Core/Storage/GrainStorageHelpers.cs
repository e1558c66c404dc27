using System.Reflection;
using Orleans.Providers;

namespace Orleans.Storage;

/// <summary>Finds storages.</summary>
public static class GrainStorageHelpers
{
    /// <summary>The storage that a grain class names with <see cref="StorageProviderAttribute"/>, or the default one.</summary>
    /// <exception cref="BadProviderConfigException">It is not configured.</exception>
    public static IGrainStorage GetGrainStorage(Type grainType, IServiceProvider services) =>
        Find(services, grainType.GetCustomAttribute<StorageProviderAttribute>()?.ProviderName, grainType.FullName ?? grainType.Name);

    internal static IGrainStorage Find(IServiceProvider services, string? name, string user)
    {
        var storage = string.IsNullOrEmpty(name)
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(name);
        return storage ?? throw new BadProviderConfigException(
            string.IsNullOrEmpty(name)
                ? $"No default storage provider found loading grain type {user}."
                : $"No storage provider named \"{name}\" found loading grain type {user}.");
    }
}
