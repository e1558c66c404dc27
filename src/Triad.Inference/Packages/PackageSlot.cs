using Triad.Core.Errors;
using Triad.Inference.Embedding;

namespace Triad.Inference.Packages;

/// <summary>What became of a package that was asked for. Written behind its gate; the embedder may be read at any time.</summary>
internal sealed class PackageSlot : IDisposable
{
    private volatile FusionEmbedder? _embedder;

    /// <summary>Lets one caller load.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>The package, once loaded.</summary>
    public FusionEmbedder? Embedder
    {
        get => _embedder;
        set => _embedder = value;
    }

    /// <summary>Why the last attempt failed.</summary>
    public Error? Failure { get; set; }

    /// <summary>Time stamp of the last failed attempt.</summary>
    public long FailedAt { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Embedder?.Dispose();
        Gate.Dispose();
    }
}
