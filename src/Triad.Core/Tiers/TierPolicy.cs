namespace Triad.Core.Tiers;

/// <summary>Decides which tenants share a shard and which have one of their own: pure.</summary>
public static class TierPolicy
{
    /// <summary>
    /// What is to be done. Either size or searches promote; both must be low, and known to be, for a tenant to go back.
    /// </summary>
    public static TierMove Decide(TierFacts facts, TierLimits limits)
    {
        if (facts.SinceMove < limits.MinTimeBetween)
            return TierMove.Stay;
        var isLarge = limits.PromotePoints > 0 && facts.Points >= limits.PromotePoints;
        var isBusy = limits.PromoteQueries > 0 && facts.QueriesPerSecond >= limits.PromoteQueries;
        if (!facts.HasOwnShard)
            return isLarge || isBusy ? TierMove.Promote : TierMove.Stay;
        var isQuiet = limits.PromoteQueries <= 0 || facts.QueriesPerSecond < limits.DemoteQueries;
        return facts.Points < limits.DemotePoints && isQuiet ? TierMove.Demote : TierMove.Stay;
    }
}
