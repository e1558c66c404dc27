namespace Triad.Core.Tiers;

/// <summary>When a tenant moves. What it falls below lies under what it must reach, so that it does not move to and fro.</summary>
/// <param name="PromotePoints">From so many points on it gets a shard of its own; 0 for never.</param>
/// <param name="DemotePoints">Below so many points it may go back; 0 for never.</param>
/// <param name="PromoteQueries">From so many searches a second on it gets one too; 0 for never.</param>
/// <param name="DemoteQueries">Below so many searches a second it may go back.</param>
/// <param name="MinTimeBetween">It stays at least so long where it has moved to.</param>
public readonly record struct TierLimits(
    long PromotePoints, long DemotePoints, double PromoteQueries, double DemoteQueries, TimeSpan MinTimeBetween);
