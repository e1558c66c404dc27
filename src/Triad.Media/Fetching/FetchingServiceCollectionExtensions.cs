using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Triad.Core.Fetching;

namespace Triad.Media.Fetching;

/// <summary>Registers the safe fetcher.</summary>
public static class FetchingServiceCollectionExtensions
{
    /// <summary>Adds <see cref="ISafeFetcher"/>, with the settings of <see cref="FetchOptions.Section"/>.</summary>
    public static IServiceCollection AddTriadFetching(this IServiceCollection services, Action<FetchOptions>? configure = null)
    {
        var options = services.AddOptions<FetchOptions>().BindConfiguration(FetchOptions.Section).ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FetchOptions>, FetchOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IHostResolver, SystemHostResolver>();
        services.TryAddSingleton<ISafeFetcher>(provider => new SafeFetcher(
            provider.GetRequiredService<IOptions<FetchOptions>>(),
            provider.GetRequiredService<IHostResolver>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
