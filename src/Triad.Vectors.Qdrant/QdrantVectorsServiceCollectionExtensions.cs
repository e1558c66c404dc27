using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Triad.Core.Erasure;
using Triad.Core.Indexing;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Collections;
using Triad.Vectors.Qdrant.Health;
using Triad.Vectors.Qdrant.Searching;
using Triad.Vectors.Qdrant.Shards;
using Triad.Vectors.Qdrant.Snapshots;
using Triad.Vectors.Qdrant.Tenancy;

namespace Triad.Vectors.Qdrant;

/// <summary>Registers the vector index on Qdrant.</summary>
public static class QdrantVectorsServiceCollectionExtensions
{
    /// <summary>The key of interceptors that calls of Qdrant go through.</summary>
    internal const string Interceptors = "qdrant";

    /// <summary>
    /// Adds the index as <see cref="IVectorWriter"/> and <see cref="IVectorReader"/>. Settings come from the section
    /// <see cref="QdrantVectorsOptions.Section"/> and are checked at start.
    /// </summary>
    public static IServiceCollection AddTriadQdrantVectors(this IServiceCollection services, Action<QdrantVectorsOptions>? configure = null)
    {
        var options = services.AddOptions<QdrantVectorsOptions>()
            .BindConfiguration(QdrantVectorsOptions.Section)
            .ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QdrantVectorsOptions>, QdrantVectorsOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<QdrantVectorsOptions>>().Value);
        if (Environment.GetEnvironmentVariable(CallRecorder.Variable) is { Length: > 0 } file)
            services.AddKeyedSingleton<Interceptor>(Interceptors, CallRecorder.Of(file));
        services.TryAddSingleton(provider => new QdrantConnection(
            provider.GetRequiredService<QdrantVectorsOptions>(),
            provider.GetKeyedServices<Interceptor>(Interceptors)));
        services.TryAddSingleton<QdrantInstruments>();
        services.TryAddSingleton<QdrantCalls>();
        services.TryAddSingleton<PointReader>();
        services.TryAddSingleton<CollectionKeeper>();
        services.TryAddSingleton<ShardDirectory>();
        services.TryAddSingleton<HeaderStore>();
        services.TryAddSingleton<PointEraser>();
        services.TryAddSingleton<ShardOpener>();
        services.TryAddSingleton<ShardWriter>();
        services.TryAddSingleton<PointSearcher>();
        services.TryAddSingleton<SumSearcher>();
        services.TryAddSingleton<SampleShelf>();
        services.TryAddSingleton<MomentSampler>();
        services.TryAddSingleton<SequenceWatch>();
        services.TryAddSingleton(provider => new QdrantSnapshots(
            provider.GetRequiredService<QdrantCalls>(),
            provider.GetRequiredService<QdrantVectorsOptions>()));
        services.AddHostedService<ServerStartCheck>();
        services.AddHealthChecks().AddCheck<QdrantHealthCheck>("qdrant");
        services.AddTenancy();
        services.TryAddSingleton<QdrantVectorIndex>();
        services.TryAddSingleton<IVectorEraser, TenantEraser>();
        services.TryAddSingleton<IVectorWriter>(provider => provider.GetRequiredService<QdrantVectorIndex>());
        services.TryAddSingleton<IVectorReader>(provider => provider.GetRequiredService<QdrantVectorIndex>());
        return services;
    }

    private static void AddTenancy(this IServiceCollection services)
    {
        services.TryAddSingleton<ShardKeys>();
        services.TryAddSingleton<TenantPromotion>();
        services.TryAddSingleton<TenantDemotion>();
        services.TryAddSingleton<TenantHolds>();
        services.TryAddSingleton<TenantCandidates>();
        services.TryAddSingleton<TenancyLease>();
        services.TryAddSingleton(provider => new QdrantTenancy(
            provider.GetRequiredService<TenantPromotion>(),
            provider.GetRequiredService<TenantDemotion>(),
            provider.GetRequiredService<TenancyLease>(),
            provider.GetRequiredService<CollectionKeeper>(),
            provider.GetRequiredService<PointReader>(),
            provider.GetRequiredService<QdrantInstruments>(),
            provider.GetRequiredService<QdrantVectorsOptions>()));
        services.AddHostedService<TenancyService>();
    }
}
