using Triad.Core.Modality;

namespace Triad.Core.Embedding;

/// <summary>An embedding and what each modality added to it.</summary>
/// <param name="Vector">Unit length.</param>
/// <param name="ByModality">For each modality the vector that it added; they sum to <paramref name="Vector"/>.</param>
public sealed record EmbeddingVector(ReadOnlyMemory<float> Vector, IReadOnlyDictionary<Modalities, ReadOnlyMemory<float>> ByModality)
{
    /// <summary>How long it was when it left the graph: what models that compare by dot products need beside it. 1 where it says nothing.</summary>
    public float Length { get; init; } = 1;

    /// <summary>Of a vector that asks: what a cosine with it means, where the model says so.</summary>
    public ScoreCalibration? Calibration { get; init; }
}
