using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Triad.Inference.Hub.Downloads.Sources;

namespace Triad.Inference.Hub.Downloads;

/// <summary>The kinds of places that models come from, one line each.</summary>
internal static class DownloadRegistration
{
    /// <summary>Adds what fetches models.</summary>
    public static IServiceCollection AddModelDownloads(this IServiceCollection services)
    {
        services.TryAddSingleton<DownloadOptions>();
        services.TryAddSingleton<IModelDownloader, ModelDownloader>();
        return services
            .AddModelSource<HubSource>()
            .AddModelSource<NuGetSource>()
            .AddModelSource<ExportSource>()
            .AddModelSource<RecipeSource>();
    }

    private static IServiceCollection AddModelSource<TSource>(this IServiceCollection services)
        where TSource : class, IModelSource
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IModelSource, TSource>());
        return services;
    }
}
