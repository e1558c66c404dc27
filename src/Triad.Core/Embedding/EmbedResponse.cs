namespace Triad.Core.Embedding;

/// <summary>The embeddings of a request, in the order of its items.</summary>
public sealed record EmbedResponse(IReadOnlyList<ItemEmbedding> Items);
