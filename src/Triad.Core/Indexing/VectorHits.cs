using System.Collections.Immutable;

namespace Triad.Core.Indexing;

/// <summary>The hits of one shard.</summary>
/// <param name="Legs">For each leg of the query its hits, at most the limit, best first; equal scores by ascending id. One list where it has scales.</param>
/// <param name="Sequence">The sequence number of the state that was searched; the same for all legs.</param>
/// <param name="Candidates">How many vectors were compared; of a remote index that does not tell, how many hits it sent.</param>
public sealed record VectorHits(ImmutableArray<IReadOnlyList<VectorHit>> Legs, long Sequence, long Candidates);
