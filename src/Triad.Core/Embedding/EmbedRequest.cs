namespace Triad.Core.Embedding;

/// <summary>Items to embed; they may share batches with each other and with other requests.</summary>
public sealed record EmbedRequest(IReadOnlyList<EmbedItem> Items, EmbedPriority Priority);
