using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>Decodes and embeds queries on a silo that has the models. Stateless: the key is always 0.</summary>
[Alias("triad.IEmbedGrain")]
public interface IEmbedGrain : IGrainWithIntegerKey
{
    /// <summary>Embeds a query.</summary>
    [Alias("Embed")]
    Task<Result<QueryVector>> EmbedAsync(EmbedQuery request, CancellationToken cancellationToken);

    /// <summary>How well a text and each of some segments belong together: numbers that order them.</summary>
    [Alias("Rerank")]
    Task<Result<RerankScores>> RerankAsync(RerankHits request, CancellationToken cancellationToken);

    /// <summary>The space of a model package's vectors; ModelUnavailable where it cannot be loaded.</summary>
    [Alias("Space")]
    Task<Result<SpaceId>> SpaceAsync(string modelPackage, CancellationToken cancellationToken);
}
