using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Triad.Core.Erasure;
using Triad.Core.Indexing;
using Triad.Vectors.Offloading;

namespace Triad.Vectors;

/// <summary>Registers the embedded vector index.</summary>
public static class EmbeddedVectorIndexServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="EmbeddedVectorIndex"/> as <see cref="IVectorWriter"/> and <see cref="IVectorReader"/>. Settings come from the section
    /// <see cref="EmbeddedVectorIndexOptions.Section"/> and are checked at start.
    /// </summary>
    public static IServiceCollection AddEmbeddedVectorIndex(
        this IServiceCollection services,
        Action<EmbeddedVectorIndexOptions>? configure = null)
    {
        var options = services.AddOptions<EmbeddedVectorIndexOptions>()
            .BindConfiguration(EmbeddedVectorIndexOptions.Section)
            .ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmbeddedVectorIndexOptions>, EmbeddedVectorIndexOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EmbeddedVectorIndex>();
        services.TryAddSingleton<IVectorWriter>(provider => provider.GetRequiredService<EmbeddedVectorIndex>());
        services.TryAddSingleton<IVectorEraser, EmbeddedVectorEraser>();
        services.TryAddSingleton<IShardFiles, EmbeddedShardFiles>();
        services.AddSingleton(new ErasureTrace(
            ErasureScopes.Video, "The graph of a large shard may keep a copy of the video's vectors, in bytes, until it is built anew.", null));
        services.TryAddSingleton<IVectorReader>(provider => provider.GetRequiredService<EmbeddedVectorIndex>());
        return services;
    }
}
