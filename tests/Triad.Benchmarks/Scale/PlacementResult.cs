namespace Triad.Benchmarks.Scale;

/// <summary>What came of it.</summary>
/// <param name="OwnKeys">Tenants with a shard key of their own.</param>
/// <param name="Promotions">Moves to a key of one's own, over all days.</param>
/// <param name="Demotions">Moves back.</param>
/// <param name="MovedPoints">Points that were copied by the moves.</param>
/// <param name="SharedPoints">Points of tenants that share.</param>
/// <param name="LargestShard">Points of the largest shard that lies on one node.</param>
/// <param name="PointsImbalance">Points of the fullest node over the mean.</param>
/// <param name="QueriesImbalance">Searches of the busiest node over the mean.</param>
internal sealed record PlacementResult(
    int OwnKeys, int Promotions, int Demotions, double MovedPoints, double SharedPoints, double LargestShard, double PointsImbalance, double QueriesImbalance);
