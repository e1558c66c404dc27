using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Scores;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Shards;

namespace Triad.Grains.Shards;

/// <summary>
/// Asks an index that every process reaches, without the way by a shard's grain. What is hidden the grain alone knows: it is asked before a
/// search, and again after it. An answer counts where none of its hits is of a generation that was hidden at any time between, and where no
/// generation that was left out has taken the place of another meanwhile: so it is what one moment would have shown.
/// </summary>
internal sealed class RemoteIndexReader(IVectorReader index, IGrainFactory grains) : IVectorReader
{
    // A round is repeated only where a generation was staged or replaced while it ran that matters to its answer.
    private const int MostRounds = 5;

    private static readonly TimeSpan RetryHint = TimeSpan.FromSeconds(1);

    public VectorConsistency Consistency => index.Consistency;

    public async Task<Result<VectorHits>> SearchAsync(VectorQuery query, CancellationToken cancellationToken)
    {
        var shard = grains.IndexShard(query.Shard);
        var before = await shard.HidingAsync(0, cancellationToken);
        if (!before.IsOk)
            return before.Error;
        for (var round = 0; round < MostRounds; round++)
        {
            var visible = query with { Excluded = query.Excluded.AddRange(ToCore(before.Value.Hidden)) };
            var found = await index.SearchAsync(visible, cancellationToken);
            if (!found.IsOk)
                return found;
            var after = await shard.HidingAsync(before.Value.Mark, cancellationToken);
            if (!after.IsOk)
                return after.Error;
            if (after.Value.KnowsMeanwhile && !HasHidden(found.Value, after.Value) && !WasReplaced(before.Value, after.Value))
                return found;
            before = after;
        }

        return new Error(
            ErrorReason.Unavailable,
            $"Shard {query.Shard} changed {MostRounds} times while it was searched.",
            Remedy: "Try again.",
            RetryAfter: RetryHint);
    }

    // What is hidden or shown meanwhile is one generation among all: the moments are those of a sample in any case.
    public async Task<Result<ImmutableArray<ScoreMoments>>> MomentsAsync(MomentsQuery query, CancellationToken cancellationToken)
    {
        var hiding = await grains.IndexShard(query.Shard).HidingAsync(0, cancellationToken);
        return hiding.IsOk
            ? await index.MomentsAsync(query with { Excluded = query.Excluded.AddRange(ToCore(hiding.Value.Hidden)) }, cancellationToken)
            : hiding.Error;
    }

    public Task<Result<IReadOnlyList<VectorPoint>>> GetAsync(
        ShardId shard,
        VideoGeneration video,
        int? segment,
        CancellationToken cancellationToken) => index.GetAsync(shard, video, segment, cancellationToken);

    public Task<Result> WaitAsync(ShardId shard, long sequence, TimeSpan timeout, CancellationToken cancellationToken) =>
        index.WaitAsync(shard, sequence, timeout, cancellationToken);

    private static bool HasHidden(VectorHits found, ShardHiding after)
    {
        var hidden = ToCore(after.Hidden.AddRange(after.Meanwhile)).ToHashSet();
        return hidden.Count > 0
            && found.Legs.SelectMany(leg => leg).Any(hit => hidden.Contains(new VideoGeneration(hit.Subject.Video, hit.Generation)));
    }

    // The new generation was left out, and of the old one what was found may be a part, or nothing.
    private static bool WasReplaced(ShardHiding before, ShardHiding after) =>
        after.Meanwhile.Select(one => one.VideoId).Intersect(before.Hidden.Select(one => one.VideoId)).Any();

    private static IEnumerable<VideoGeneration> ToCore(ImmutableArray<HiddenGeneration> hidden) =>
        hidden.Select(one => new VideoGeneration(one.VideoId, one.Generation));
}
