namespace Triad.Core.Embedding;

/// <summary>How well a text and each of some segments belong together.</summary>
/// <param name="Scores">One for each segment; they order these segments, and say nothing else.</param>
/// <param name="Compute">Time that executors spent on it: of every batch the request's share of the rows. What a tenant is metered by.</param>
public sealed record RerankResponse(IReadOnlyList<float> Scores, TimeSpan Compute);
