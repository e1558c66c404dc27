using Triad.Core.Fairness;

namespace Triad.Core.Embedding;

/// <summary>A text to be compared with segments one by one.</summary>
/// <param name="Text">The text.</param>
/// <param name="Kept">Of each segment the vector of <see cref="RerankSettings.Kept"/>.</param>
public sealed record RerankRequest(string Text, IReadOnlyList<ReadOnlyMemory<float>> Kept)
{
    /// <summary>To whom the work counts.</summary>
    public FairShare Share { get; init; } = FairShare.Nobody;
}
