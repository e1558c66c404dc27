using Triad.Core.Indexing;
using Triad.Core.Scores;

namespace Triad.Vectors.Qdrant.Searching;

/// <summary>A point that is among the best of some leg.</summary>
internal sealed class SumCandidate
{
    public SumCandidate(VectorHit hit, int legs)
    {
        Hit = hit;
        Scores = new float[legs];
        Scores.AsSpan().Fill(ScoreSum.Missing);
    }

    /// <summary>The point, as one of its legs found it.</summary>
    public VectorHit Hit { get; }

    /// <summary>Its score in each leg, as far as known.</summary>
    public float[] Scores { get; }
}
