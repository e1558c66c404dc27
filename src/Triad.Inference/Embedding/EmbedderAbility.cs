using Triad.Core.Embedding;
using Triad.Inference.Packages;

namespace Triad.Inference.Embedding;

/// <summary>What some embedders can do beside embedding.</summary>
public static class EmbedderAbility
{
    /// <summary>An ability, also of the package that a caller of the catalogue holds.</summary>
    /// <returns>Null where the embedder lacks it.</returns>
    public static T? Find<T>(this IEmbedder embedder)
        where T : class => embedder as T ?? (embedder as ResidentEmbedder)?.Loaded as T;
}
