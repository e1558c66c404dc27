using Triad.Core.LongInput;
using Triad.Core.Modality;

namespace Triad.Core.Embedding;

/// <summary>What came of one item.</summary>
/// <param name="ByMask">One embedding for each mask that was asked for.</param>
/// <param name="LogMel">The log-mel, where it was asked for and there is sound.</param>
public sealed record ItemEmbedding(IReadOnlyDictionary<Modalities, EmbeddingVector> ByMask, LogMel? LogMel)
{
    /// <summary>The tokens that were asked for, part by part.</summary>
    public IReadOnlyList<TokenRun> Tokens { get; init; } = [];
}
