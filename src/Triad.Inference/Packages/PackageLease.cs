using Triad.Core.Embedding;

namespace Triad.Inference.Packages;

/// <summary>Keeps a package loaded while a call uses it.</summary>
internal sealed class PackageLease(PackageRoom room, PackageSlot slot, IEmbedder embedder) : IDisposable
{
    /// <summary>The loaded package's embedder.</summary>
    public IEmbedder Embedder => embedder;

    /// <inheritdoc/>
    public void Dispose() => room.Leave(slot);
}
