using Triad.Core.Embedding;
using Triad.Core.Errors;

namespace Triad.Testing.Embedding;

/// <summary>A catalog of one embedder, under the name of the hash embedder.</summary>
public sealed class HashModelCatalog(IEmbedder embedder) : IModelCatalog
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Packages => [HashEmbedder.Package];

    /// <inheritdoc/>
    public int QueueDepth => embedder.QueueDepth;

    /// <inheritdoc/>
    public Task<Result<IEmbedder>> GetAsync(string package, CancellationToken cancellationToken) =>
        Task.FromResult(package == HashEmbedder.Package
            ? Result<IEmbedder>.Ok(embedder)
            : Error.Of(ErrorReason.ModelUnavailable, "model_package", package, "is not installed", "Use one of: hash."));
}
