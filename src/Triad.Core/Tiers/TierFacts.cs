namespace Triad.Core.Tiers;

/// <summary>What is known of a tenant that may have to move.</summary>
/// <param name="HasOwnShard">True where it has a shard of its own.</param>
/// <param name="Points">Its points: segments, and videos as a whole.</param>
/// <param name="QueriesPerSecond">Its searches a second, lately; null where whoever asks sees no searches.</param>
/// <param name="SinceMove">How long ago it moved last; null where it is not known to have moved.</param>
public readonly record struct TierFacts(bool HasOwnShard, long Points, double? QueriesPerSecond, TimeSpan? SinceMove);
