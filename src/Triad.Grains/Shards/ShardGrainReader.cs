using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Scores;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Shards;

namespace Triad.Grains.Shards;

/// <summary>
/// Reads shards by their grains, on whatever silo they are. The grain adds what it alone knows: which generations are hidden, and what was written when
/// it was asked. Promises what the embedded index behind it promises.
/// </summary>
internal sealed class ShardGrainReader(IGrainFactory grains) : IVectorReader
{
    public VectorConsistency Consistency => VectorConsistency.Snapshot;

    public async Task<Result<VectorHits>> SearchAsync(VectorQuery query, CancellationToken cancellationToken)
    {
        // Without the token of the search, which would cost the call more than its answer: a scan ends by itself within milliseconds, and who asks waits
        // no longer than its own deadline.
        var found = await grains.IndexShard(query.Shard).SearchAsync(ShardMapping.ToSearch(query), CancellationToken.None).WaitAsync(cancellationToken);
        return found.IsOk ? ShardMapping.ToVectorHits(found.Value) : found.Error;
    }

    public Task<Result<ImmutableArray<ScoreMoments>>> MomentsAsync(MomentsQuery query, CancellationToken cancellationToken) =>
        grains.IndexShard(query.Shard).MomentsAsync(query.Space, ShardMapping.ToLegs(query.Legs), query.Level, cancellationToken);

    public async Task<Result<IReadOnlyList<VectorPoint>>> GetAsync(
        ShardId shard,
        VideoGeneration video,
        int? segment,
        CancellationToken cancellationToken)
    {
        var found = await grains.IndexShard(shard).GetAsync(video.Video, video.Generation, segment, cancellationToken);
        return found.IsOk ? Result<IReadOnlyList<VectorPoint>>.Ok(ShardMapping.ToPoints(video, found.Value)) : found.Error;
    }

    public Task<Result> WaitAsync(ShardId shard, long sequence, TimeSpan timeout, CancellationToken cancellationToken) =>
        grains.IndexShard(shard).WaitAsync(sequence, timeout, cancellationToken);
}
