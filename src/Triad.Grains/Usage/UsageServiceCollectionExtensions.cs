using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Erasure;
using Triad.Core.Usage.Export;
using Triad.Core.Usage.Metering;
using Triad.Grains.Usage.Export;
using Triad.Grains.Usage.Stored;

namespace Triad.Grains.Usage;

/// <summary>Registers metering.</summary>
public static class UsageServiceCollectionExtensions
{
    /// <summary>
    /// Registers what counts usage that is too frequent to be written down each time, and tells it to the ledgers: for processes that answer clients
    /// or embed queries, after Orleans so that it starts last.
    /// </summary>
    /// <param name="services">Where to add.</param>
    /// <param name="folder">A durable folder that is this process's own.</param>
    /// <param name="abandoned">The folders of ended processes, which nobody else tells from.</param>
    public static IServiceCollection AddTriadUsageMeter(this IServiceCollection services, string folder, params IReadOnlyList<string> abandoned)
    {
        services.AddSingleton(provider => new SegmentUsageMeter(folder, abandoned, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IUsageMeter>(static provider => provider.GetRequiredService<SegmentUsageMeter>());
        services.AddSingleton<UsageDrain>();
        services.AddHostedService<UsageDraining>();
        return services;
    }

    /// <summary>Registers what tends the ledgers and exports from them: for silos of role silo.</summary>
    internal static void AddUsageClerk(this IServiceCollection services)
    {
        services.AddHttpClient(HttpSinkKind.ClientName)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false }); // Elsewhere a POST becomes a GET.
        services.AddLogging(logging => logging.AddFilter($"System.Net.Http.HttpClient.{HttpSinkKind.ClientName}", LogLevel.Warning));
        services.AddSingleton<TargetSecret>();
        services.AddSingleton<UsageEventJson>();
        services.AddSingleton<UsageTargets>();
        services.AddSingleton<StoredCatalog>();
        services.AddSingleton<StoredHours>();
        services.AddSingleton<IUsageSinkKind, HttpSinkKind>();
        services.AddSingleton<IUsageSinkKind, FolderSinkKind>();

        // Ledgers have no content and no name that a tenant gave, but for its id: amounts under ids that are hashes.
        services.AddSingleton(new ErasureTrace(
            ErasureScopes.Tenant,
            "What the tenant used, by hour, kind of usage, modality and model package, for its bill: amounts without content or names of videos.",
            null));
        services.AddSingleton(new ErasureTrace(
            ErasureScopes.Video, "Amounts of what the video used, for the tenant's bill, without its name.", null));
        services.AddOptions<UsageExportOptions>().BindConfiguration(UsageExportOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<UsageExportOptions>, UsageExportOptionsValidator>();
        services.AddHostedService<UsageTending>();
    }
}
