using Triad.Core.Tiers;

namespace Triad.Benchmarks.Scale;

/// <summary>What is simulated.</summary>
/// <param name="Points">Points of each tenant at the end.</param>
/// <param name="Queries">Searches a second of each tenant, the mean of a day.</param>
/// <param name="Days">Days in which the points come.</param>
/// <param name="Nodes">Nodes of Qdrant.</param>
/// <param name="Processes">Processes among which a tenant's searches are spread, each of which decides by what it sees.</param>
/// <param name="ShardNumber">Shards of a key.</param>
/// <param name="Limits">When a tenant moves.</param>
/// <param name="Seed">The same seed, the same days.</param>
internal sealed record PlacementPlan(double[] Points, double[] Queries, int Days, int Nodes, int Processes, int ShardNumber, TierLimits Limits, int Seed);
