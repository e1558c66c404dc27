namespace Triad.Core.Embedding;

/// <summary>One summand of a query: an embedding and its weight; negative for "away from".</summary>
public readonly record struct QueryTerm(float Weight, EmbeddingVector Embedding);
