using Triad.Inference.Packages;

namespace Triad.Benchmarks.Path;

/// <summary>Rows of one graph and length that a segment needs.</summary>
/// <param name="Role">The graph.</param>
/// <param name="Length">The rows' length, without padding.</param>
internal sealed record RawShape(GraphRole Role, int Length);
