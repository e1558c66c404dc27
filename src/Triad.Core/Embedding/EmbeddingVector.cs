using Triad.Core.Modality;

namespace Triad.Core.Embedding;

/// <summary>An embedding and what each modality added to it.</summary>
/// <param name="Vector">Unit length.</param>
/// <param name="ByModality">For each modality the vector that it added; they sum to <paramref name="Vector"/>.</param>
public sealed record EmbeddingVector(ReadOnlyMemory<float> Vector, IReadOnlyDictionary<Modalities, ReadOnlyMemory<float>> ByModality);
