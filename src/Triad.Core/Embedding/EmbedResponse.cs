namespace Triad.Core.Embedding;

/// <summary>The embeddings of a request, in the order of its items.</summary>
/// <param name="Items">One for each item.</param>
/// <param name="Compute">Time that executors spent on it: of every batch the request's share of the rows. What a tenant is metered by.</param>
public sealed record EmbedResponse(IReadOnlyList<ItemEmbedding> Items, TimeSpan Compute);
