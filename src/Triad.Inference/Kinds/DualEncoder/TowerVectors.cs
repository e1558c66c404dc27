using Triad.Core.Embedding;
using Triad.Core.Modality;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>What came of an item.</summary>
/// <param name="ByMask">Its vectors, by the modalities that went into them.</param>
/// <param name="Frames">The vectors of its frames as they left the tower, in order.</param>
internal sealed record TowerVectors(IReadOnlyDictionary<Modalities, EmbeddingVector> ByMask, IReadOnlyList<float[]> Frames);
