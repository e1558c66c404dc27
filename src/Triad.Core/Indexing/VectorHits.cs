namespace Triad.Core.Indexing;

/// <summary>The hits of one shard, best first; equal scores by ascending id.</summary>
/// <param name="Hits">At most the limit.</param>
/// <param name="Sequence">The sequence number of the snapshot that was searched.</param>
/// <param name="Candidates">How many points were compared.</param>
public sealed record VectorHits(IReadOnlyList<VectorHit> Hits, long Sequence, long Candidates);
