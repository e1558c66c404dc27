using Triad.Inference.Kinds.Fusion;

namespace Triad.Benchmarks.Path;

/// <summary>Rows of one graph and length that a segment needs.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Length">The rows' length, without padding.</param>
internal sealed record RawShape(FusionGraph Graph, int Length);
