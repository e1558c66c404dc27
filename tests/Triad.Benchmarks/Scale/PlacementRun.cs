using Triad.Core.Tiers;

namespace Triad.Benchmarks.Scale;

/// <summary>
/// Tenants that grow and search, hour by hour, and the platform's own policy that decides which of them share. A new key's shards go to the nodes with the
/// fewest shards, as Qdrant places them; it knows nothing of their size.
/// </summary>
internal static class PlacementRun
{
    private const int HoursOfDay = 24;
    private const double BurstChance = 0.002;
    private const double BurstFactor = 20;

    /// <summary>Runs the days.</summary>
    public static PlacementResult Run(PlacementPlan plan)
    {
        var random = new Random(plan.Seed);
        var tenants = plan.Points.Length;
        var places = new int[tenants][];
        var movedAt = new int?[tenants];
        var shards = new int[plan.Nodes];
        var shared = Place(shards, plan.ShardNumber);
        var (promotions, demotions, moved) = (0, 0, 0.0);
        for (var hour = 0; hour < plan.Days * HoursOfDay; hour++)
        {
            var grown = (hour + 1.0) / (plan.Days * HoursOfDay);
            var ofDay = 0.3 + (1.4 * Math.Pow(Math.Sin(Math.PI * (hour % HoursOfDay) / HoursOfDay), 2));
            for (var tenant = 0; tenant < tenants; tenant++)
            {
                var burst = random.NextDouble() < BurstChance ? BurstFactor : 1;
                var facts = new TierFacts(
                    places[tenant] is not null,
                    (long)(plan.Points[tenant] * grown),
                    plan.Queries[tenant] * ofDay * burst / plan.Processes,
                    movedAt[tenant] is { } at ? TimeSpan.FromHours(hour - at) : null);
                var move = TierPolicy.Decide(facts, plan.Limits);
                if (move == TierMove.Stay)
                    continue;
                (movedAt[tenant], moved) = (hour, moved + facts.Points);
                if (move == TierMove.Promote)
                {
                    promotions++;
                    places[tenant] = Place(shards, plan.ShardNumber);
                    continue;
                }

                demotions++;
                foreach (var node in places[tenant])
                    shards[node]--;
                places[tenant] = null!;
            }
        }

        return Weigh(plan, places, shared, promotions, demotions, moved);
    }

    private static PlacementResult Weigh(PlacementPlan plan, int[][] places, int[] shared, int promotions, int demotions, double moved)
    {
        var (points, queries) = (new double[plan.Nodes], new double[plan.Nodes]);
        for (var tenant = 0; tenant < places.Length; tenant++)
        {
            var nodes = places[tenant] ?? shared;
            foreach (var node in nodes)
            {
                points[node] += plan.Points[tenant] / nodes.Length;

                // A search asks all shards of its key.
                queries[node] += plan.Queries[tenant];
            }
        }

        var alone = Enumerable.Range(0, places.Length).Where(tenant => places[tenant] is not null).ToList();
        var sharedPoints = plan.Points.Sum() - alone.Sum(tenant => plan.Points[tenant]);
        var largest = Math.Max(sharedPoints, alone.Select(tenant => plan.Points[tenant]).DefaultIfEmpty(0).Max()) / plan.ShardNumber;
        return new PlacementResult(
            alone.Count, promotions, demotions, moved, sharedPoints, largest, points.Max() / points.Average(), queries.Max() / queries.Average());
    }

    private static int[] Place(int[] shards, int count)
    {
        var nodes = Enumerable.Range(0, shards.Length).OrderBy(node => shards[node]).ThenBy(node => node).Take(count).ToArray();
        foreach (var node in nodes)
            shards[node]++;
        return nodes;
    }
}
