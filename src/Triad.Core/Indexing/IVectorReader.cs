using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Scores;

namespace Triad.Core.Indexing;

/// <summary>
/// Reads the points of shards. It finds candidates of one representation at a time; what becomes of several lists, calibration and pages, is written once
/// above it (<see cref="HitRanking"/>).
/// </summary>
public interface IVectorReader
{
    /// <summary>What its searches promise.</summary>
    VectorConsistency Consistency { get; }

    /// <summary>The candidates of a shard. A shard that does not exist has none and sequence 0, as has a representation that it does not hold.</summary>
    Task<Result<VectorHits>> SearchAsync(VectorQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// What a query scores with the shard's own vectors, leg by leg: with all of them, or with a sample of at least
    /// <see cref="Scores.ScoreScale.EnoughScores"/> that is the same from call to call while the shard does not change. No moments where there is no
    /// such shard or representation.
    /// </summary>
    Task<Result<ImmutableArray<ScoreMoments>>> MomentsAsync(MomentsQuery query, CancellationToken cancellationToken);

    /// <summary>A video generation's points in order of segment, the whole video first; one segment, or all where it is null.</summary>
    Task<Result<IReadOnlyList<VectorPoint>>> GetAsync(
        ShardId shard,
        VideoGeneration video,
        int? segment,
        CancellationToken cancellationToken);

    /// <summary>Waits until searches see a sequence number. TimedOut where that takes too long; QueueFull where too many wait.</summary>
    Task<Result> WaitAsync(ShardId shard, long sequence, TimeSpan timeout, CancellationToken cancellationToken);
}
