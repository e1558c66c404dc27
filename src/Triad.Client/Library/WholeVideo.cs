namespace Triad.Client;

/// <summary>What is stored of a video as a whole, beside its segments.</summary>
/// <param name="LongInput">How its vectors were made.</param>
/// <param name="TokenCount">Tokens that went into the model's one pass; 0 for an average.</param>
/// <param name="Representations">The stored vectors, for example <c>va</c>, <c>v</c>, <c>a</c>.</param>
public sealed record WholeVideo(LongInput LongInput, int TokenCount, IReadOnlyList<string> Representations);
