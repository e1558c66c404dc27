using Triad.Core.Identity;
using Triad.Core.LongInput;

namespace Triad.Core.Embedding;

/// <summary>What came of one item.</summary>
/// <param name="Vectors">
/// One for each representation that was asked for. What is the same vector is the same object. Of media, one is missing where nothing that
/// the model can use is left of its modalities: <see cref="Notices"/> says what.
/// </param>
/// <param name="LogMel">The log-mel, where it was asked for and there is sound.</param>
public sealed record ItemEmbedding(IReadOnlyDictionary<RepresentationName, EmbeddingVector> Vectors, LogMel? LogMel)
{
    /// <summary>The tokens that were asked for, part by part.</summary>
    public IReadOnlyList<TokenRun> Tokens { get; init; } = [];

    /// <summary>What of the item was left out, cut or taken in pieces; a sentence each.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}
