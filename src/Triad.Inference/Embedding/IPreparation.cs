using Triad.Core.Embedding;

namespace Triad.Inference.Embedding;

/// <summary>An embedder that tells what an item becomes before its graphs see it, for people who try a model.</summary>
public interface IPreparation
{
    /// <summary>What goes into the graphs.</summary>
    PreparedItem Prepare(EmbedItem item);
}
