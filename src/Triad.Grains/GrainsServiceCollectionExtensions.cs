using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Placement;
using Triad.Core.Encryption;
using Triad.Core.Erasure;
using Triad.Core.Indexing;
using Triad.Core.Quotas;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.DataKeys;
using Triad.Grains.EmbedRouting;
using Triad.Grains.Erasure;
using Triad.Grains.Erasure.Uploads;
using Triad.Grains.Ingest;
using Triad.Grains.IngestHosts;
using Triad.Grains.Plans;
using Triad.Grains.Quotas;
using Triad.Grains.Retention;
using Triad.Grains.Roles;
using Triad.Grains.Searches;
using Triad.Grains.Settings;
using Triad.Grains.Shards;
using Triad.Grains.State;
using Triad.Grains.Telemetry;
using Triad.Grains.Tenants;
using Triad.Grains.Usage;
using Triad.Grains.Videos;
using Triad.Grains.Webhooks;

namespace Triad.Grains;

/// <summary>Registers the grains and what they need.</summary>
public static class GrainsServiceCollectionExtensions
{
    private const int MaxForwards = 16;

    /// <summary>
    /// Registers the grains of some roles and what they need; grain storage, media, models and index are the composition's.
    /// </summary>
    public static ISiloBuilder AddTriadGrains(this ISiloBuilder silo, PlatformRoles roles = PlatformRoles.All)
    {
        silo.AddIncomingGrainCallFilter<StorageFaultFilter>();
        var services = silo.Services;
        // A grain that is asked in vain leaves memory; who asks many times at once meets it leaving, and shall have its answer from the next one.
        services.Configure<SiloMessagingOptions>(messaging => messaging.MaxForwardCount = MaxForwards);
        services.PostConfigure<GrainTypeOptions>(options => GrainPlacement.KeepOnly(options, roles));
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<GrainsInstruments>();
        services.AddSingleton<LongWait>();
        services.AddSingleton<WatermarkWaiter>();
        services.AddSingleton<SearchGate>();
        silo.UseSiloRoles(roles);
        silo.AddGrainService<EmbedLoadService>();
        silo.AddGrainService<UploadJournalService>();
        services.AddSingleton<UploadJournalClient>();
        services.AddLogging(logging => logging.AddFilter(typeof(EmbedLoadService).FullName, LogLevel.Warning)); // Orleans tells of its ring under this name.
        services.AddLogging(logging => logging.AddFilter(typeof(UploadJournalService).FullName, LogLevel.Warning));
        services.AddPlacementFilter<EmbedSiloStrategy, EmbedSiloDirector>(ServiceLifetime.Singleton);
        services.AddSingleton<EmbedLoads>();
        services.AddSingleton<EmbedLoadClient>();
        services.AddSingleton<IEmbedRouter, EmbedRouter>();
        services.TryAddKeyedSingleton<IVectorReader, ShardGrainReader>(SearchReaders.Key);
        services.AddSingleton(provider => new CallDeadline(
            provider.GetRequiredService<IOptions<SearchOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(MakePages);
        services.AddSingleton<GrantedLibraries>();
        services.AddSingleton<RankingShelf>();
        if (roles.HasFlag(PlatformRoles.Silo))
        {
            services.AddHostedService<StorageMeter>();
            services.AddUsageClerk();
            services.AddErasure();
            services.AddHostedService<RetentionStart>();
            if (services.Any(service => service.ServiceType == typeof(IShardFiles)))
                services.AddHostedService<OffloadSweep>();
        }

        services.AddRangedOptions<UsageOptions>(UsageOptions.Section);
        services.AddRangedOptions<TelemetryOptions>(TelemetryOptions.Section);
        services.AddRangedOptions<TenantOptions>(TenantOptions.Section);
        services.AddSingleton<PlanReader>();
        services.AddRangedOptions<QuotaOptions>(QuotaOptions.Section);
        services.AddSingleton<LogNotices>();
        services.TryAddSingleton<ITenantNotices, WebhookNotices>();
        services.AddWebhooks();
        services.AddRangedOptions<ErasureOptions>(ErasureOptions.Section);
        services.AddRangedOptions<VideoOptions>(VideoOptions.Section);
        services.AddRangedOptions<RetentionOptions>(RetentionOptions.Section);
        services.AddRangedOptions<IngestOptions>(IngestOptions.Section);
        services.AddRangedOptions<SearchOptions>(SearchOptions.Section);
        return silo;
    }

    /// <summary>
    /// Lets searches ask the registered <see cref="IVectorReader"/> themselves: for an index that every process reaches. To be called
    /// before the grains are added.
    /// </summary>
    public static IServiceCollection AddTriadRemoteIndexReader(this IServiceCollection services) =>
        services.AddKeyedSingleton<IVectorReader>(SearchReaders.Key, static (provider, _) =>
            ActivatorUtilities.CreateInstance<RemoteIndexReader>(provider, provider.GetRequiredService<IVectorReader>()));

    /// <summary>
    /// Makes spans of calls between grains: for silos whose traces are collected. To be called before the grains are added.
    /// </summary>
    public static ISiloBuilder AddTriadTracing(this ISiloBuilder silo)
    {
        silo.AddActivityPropagation();
        silo.AddIncomingGrainCallFilter<GrainTagFilter>();
        return silo;
    }

    /// <summary>Registers what decodes and embeds: for silos of role embed, after Orleans so that it starts last.</summary>
    public static IServiceCollection AddTriadEmbedding(this IServiceCollection services)
    {
        services.AddSingleton<QueryMediaReader>();
        services.AddSingleton<StoredItemReader>();
        services.AddSingleton<QueryReader>();
        services.AddSingleton<QueryEmbedder>();
        services.AddSingleton<EmbedLoadReports>();
        services.AddHostedService(static provider => provider.GetRequiredService<EmbedLoadReports>());
        return services;
    }

    /// <summary>Registers the host that pulls and works on videos: for silos of role embed, after Orleans so that it starts last.</summary>
    public static IServiceCollection AddTriadIngestHost(this IServiceCollection services)
    {
        services.AddSingleton<IngestShares>();
        services.AddSingleton<IngestWorker>();
        services.AddHostedService<IngestHost>();
        return services;
    }

    /// <summary>
    /// Registers <see cref="IDataKeys"/> over the registered <see cref="IKeyProvider"/>; after Orleans, since it asks grains when it starts.
    /// </summary>
    public static IServiceCollection AddTriadDataKeys(this IServiceCollection services, PlatformRoles roles = PlatformRoles.All)
    {
        services.TryAddSingleton<KeyGuard>();
        services.TryAddSingleton<IDataKeys, GrainDataKeys>();
        if (roles.HasFlag(PlatformRoles.Silo))
        {
            services.AddSingleton<IErasableStore, DataKeyStore>();
            services.AddHostedService<KeyRotation>();
        }

        return services;
    }

    private static ISearchPages MakePages(IServiceProvider provider)
    {
        var reader = provider.GetRequiredKeyedService<IVectorReader>(SearchReaders.Key);
        var time = provider.GetRequiredService<TimeProvider>();
        var grains = provider.GetRequiredService<IGrainFactory>();
        var deadline = provider.GetRequiredService<CallDeadline>();
        var options = provider.GetRequiredService<IOptions<SearchOptions>>().Value;
        var reranker = new HitReranker(reader, provider.GetRequiredService<IEmbedRouter>(), deadline);
        var frozen = new FrozenPages(new Rankings(grains, deadline), new RankedHitReader(reader, grains, deadline), reranker, options, time);
        return reader.Consistency == VectorConsistency.Snapshot ? new RerankedPages(new SnapshotPages(time), frozen) : frozen;
    }

    private static void AddRangedOptions<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>>(new RangesValidator<TOptions>(section));
    }
}
