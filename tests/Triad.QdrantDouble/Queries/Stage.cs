using Qdrant.Client.Grpc;

namespace Triad.Doubles.Queries;

/// <summary>A query or one of its prefetches, read from the request.</summary>
internal sealed record Stage(
    IReadOnlyList<Stage> Sources,
    ScoringRule? Scoring,
    Filter? Filter,
    float? Threshold,
    int Limit,
    SearchParams? Parameters)
{
    public ScoreOrder Order => Scoring?.Order ?? ScoreOrder.SmallerFirst;
}
