using Triad.Core.Fairness;

namespace Triad.Core.Embedding;

/// <summary>Items to embed; they may share batches with each other and with other requests.</summary>
public sealed record EmbedRequest(IReadOnlyList<EmbedItem> Items, EmbedPriority Priority)
{
    /// <summary>To whom the work counts: of requests of one priority those of several tenants go by their weights.</summary>
    public FairShare Share { get; init; } = FairShare.Nobody;
}
