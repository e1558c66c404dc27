namespace Triad.Core.Indexing;

/// <summary>A hit of a search.</summary>
/// <param name="Point">The matched point, its vector included.</param>
/// <param name="Score">Cosine of query and point, in [-1, 1].</param>
public sealed record VectorHit(VectorPoint Point, float Score);
