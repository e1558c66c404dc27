using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Identity;

namespace Triad.Core.Indexing;

/// <summary>A hit of a search.</summary>
/// <param name="Id">The matched vector's id: the tie-break of equal scores.</param>
/// <param name="Generation">The video's generation.</param>
/// <param name="Segment">The segment's index, or <see cref="VectorPoint.WholeVideo"/>.</param>
/// <param name="Representation">The matched vector's own name, also where the full one was asked.</param>
/// <param name="Subject">Video, span, mask and metadata.</param>
/// <param name="Score">Cosine of query and vector, in [-1, 1]; of a query with scales the sum.</param>
/// <param name="Vector">The matched vector; empty unless it was asked for.</param>
public sealed record VectorHit(
    PointId Id,
    int Generation,
    int Segment,
    RepresentationName Representation,
    FilterSubject Subject,
    float Score,
    ReadOnlyMemory<float> Vector)
{
    /// <summary>
    /// Of a query with scales the cosine in each leg, <see cref="Scores.ScoreSum.Missing"/> where the point lacks it; else empty.
    /// </summary>
    public ImmutableArray<float> LegScores { get; init; } = [];
}
