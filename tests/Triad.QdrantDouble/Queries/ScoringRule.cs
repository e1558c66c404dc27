using Qdrant.Client.Grpc;
using Triad.Doubles.Scoring;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Queries;

/// <summary>How a stage of a query gives scores. A stage without one takes points in the order of their ids.</summary>
internal abstract record ScoringRule
{
    /// <summary>By how near a vector is.</summary>
    public sealed record Nearest(VectorSpace Space, VectorData Vector) : ScoringRule;

    /// <summary>By a function of how near several vectors are.</summary>
    public sealed record Combined(VectorSpace Space, Func<Func<VectorData, float>, float> Score) : ScoringRule;

    /// <summary>Nearest first, then by how much each differs from those already taken.</summary>
    public sealed record Diverse(VectorSpace Space, VectorData Vector, float Lambda, int Candidates) : ScoringRule;

    /// <summary>Several rankings made one.</summary>
    public sealed record Fused(Fusion Kind, uint K, IReadOnlyList<float>? Weights) : ScoringRule;

    /// <summary>By a value of the payload.</summary>
    public sealed record ByField(FieldIndex Index, OrderBy Settings) : ScoringRule;

    /// <summary>By an expression over scores and payload.</summary>
    public sealed record ByFormula(Formula Formula) : ScoringRule;

    /// <summary>By chance; here in an order that stays the same.</summary>
    public sealed record Sampled : ScoringRule;

    public ScoreOrder Order => this switch
    {
        Nearest { Space.IsLargerBetter: false } or Diverse { Space.IsLargerBetter: false } => ScoreOrder.SmallerFirst,
        ByField { Settings: not { HasDirection: true, Direction: Direction.Desc } } => ScoreOrder.SmallerFirst,
        _ => ScoreOrder.LargerFirst,
    };
}
