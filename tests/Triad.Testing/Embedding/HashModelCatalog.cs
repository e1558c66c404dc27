using Triad.Core.Embedding;
using Triad.Core.Errors;

namespace Triad.Testing.Embedding;

/// <summary>A catalog of the hash embedder alone.</summary>
public sealed class HashModelCatalog(HashEmbedder embedder) : IModelCatalog
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
