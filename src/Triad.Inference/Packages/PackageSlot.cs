using Triad.Core.Embedding;
using Triad.Core.Errors;

namespace Triad.Inference.Packages;

/// <summary>What became of a package that was asked for. Written behind its gate; the embedder may be read at any time.</summary>
internal sealed class PackageSlot : IDisposable
{
    private volatile LoadedPackage? _package;

    /// <summary>Lets one caller load.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>The package's embedder, once loaded.</summary>
    public IEmbedder? Embedder => _package?.Embedder;

    /// <summary>Why the last attempt failed.</summary>
    public Error? Failure { get; private set; }

    /// <summary>Time stamp of the last failed attempt.</summary>
    public long FailedAt { get; private set; }

    /// <summary>Keeps a package that was loaded.</summary>
    public void Keep(LoadedPackage package) => _package = package;

    /// <summary>Notes an attempt that failed.</summary>
    public void Fail(Error failure, long at) => (Failure, FailedAt) = (failure, at);

    /// <inheritdoc/>
    public void Dispose()
    {
        _package?.Dispose();
        Gate.Dispose();
    }
}
