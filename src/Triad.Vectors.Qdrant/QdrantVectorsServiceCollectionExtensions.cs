using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Triad.Core.Indexing;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Collections;
using Triad.Vectors.Qdrant.Searching;
using Triad.Vectors.Qdrant.Shards;

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
        services.TryAddSingleton(provider => new QdrantConnection(
            provider.GetRequiredService<QdrantVectorsOptions>(),
            provider.GetKeyedServices<Interceptor>(Interceptors)));
        services.TryAddSingleton<QdrantInstruments>();
        services.TryAddSingleton<QdrantCalls>();
        services.TryAddSingleton<PointReader>();
        services.TryAddSingleton<CollectionKeeper>();
        services.TryAddSingleton<ShardDirectory>();
        services.TryAddSingleton<HeaderStore>();
        services.TryAddSingleton<ShardOpener>();
        services.TryAddSingleton<ShardWriter>();
        services.TryAddSingleton<PointSearcher>();
        services.TryAddSingleton<SequenceWatch>();
        services.TryAddSingleton<QdrantVectorIndex>();
        services.TryAddSingleton<IVectorWriter>(provider => provider.GetRequiredService<QdrantVectorIndex>());
        services.TryAddSingleton<IVectorReader>(provider => provider.GetRequiredService<QdrantVectorIndex>());
        return services;
    }
}
