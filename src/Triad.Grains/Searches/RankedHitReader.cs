using System.Collections.Immutable;
using System.Numerics.Tensors;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Scores;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Shards;

namespace Triad.Grains.Searches;

/// <summary>
/// Looks up what a frozen ranking does not hold, and leaves out the hits that were deleted or replaced since, and those that no grant lets through any
/// more. A shard that is late or broken costs its own hits only.
/// </summary>
internal sealed class RankedHitReader(IVectorReader reader, IGrainFactory grains, CallDeadline deadline)
{
    // A page may have a thousand hits; the index also has others to serve.
    private const int AtOnce = 32;

    /// <summary>The hits that still are, in order.</summary>
    /// <param name="libraries">The libraries that are searched.</param>
    /// <param name="hits">Hits of a ranking.</param>
    /// <param name="explainBy">The query, where each modality's or representation's contribution is to be told; else null.</param>
    /// <param name="scales">The scales of a ranking of sums; else empty.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<RankedHits> ReadAsync(
        SearchLibraries libraries,
        IReadOnlyCollection<RankedHit> hits,
        QueryVector? explainBy,
        ImmutableArray<ScoreScale> scales,
        CancellationToken cancellationToken)
    {
        var sums = explainBy is not null && !scales.IsEmpty ? new SumExplanation(explainBy, scales) : null;
        var points = new List<Result<VectorHit?>>(hits.Count);
        foreach (var some in hits.Chunk(AtOnce))
            points.AddRange(await Task.WhenAll(some.Select(hit => ReadAsync(libraries.ShardOf(hit.Shard), hit, sums is null ? null : explainBy, cancellationToken))));

        // Asked after the points were read: what is visible now was visible then, or is newer than the ranking.
        var shards = hits.Select(hit => hit.Shard).Distinct().ToList();
        var asked = await Task.WhenAll(shards.Select(shard => HiddenAsync(libraries.ShardOf(shard), cancellationToken)));
        var hidden = shards.Zip(asked).ToDictionary(pair => pair.First, pair => pair.Second);

        var live = ImmutableArray.CreateBuilder<SearchHit>();
        var failures = new Dictionary<int, Error>();
        foreach (var (ranked, point) in hits.Zip(points))
        {
            var leftOut = hidden[ranked.Shard];
            if ((point.Error ?? leftOut.Error) is { } failure)
                failures.TryAdd(ranked.Shard, failure);
            else if (point.Value is { } hit && libraries.Of(ranked.Shard) is var library && library.MayTell(hit.Subject) && !leftOut.Value.Hidden.Contains(new HiddenGeneration(ranked.VideoId, ranked.Generation)))
                live.Add(sums is null
                    ? HitMerger.ToHit(hit, explainBy is null ? null : AskedBy(explainBy, hit), library)
                    : HitMerger.ToHit(hit, null, library) with { Members = sums.Members(hit) });
        }

        return new RankedHits(live.ToImmutable(), failures);
    }

    private Task<Result<VectorHit?>> ReadAsync(
        ShardId shard,
        RankedHit ranked,
        QueryVector? scoreBy,
        CancellationToken cancellationToken) => deadline.ReadAsync(
        async token =>
        {
            var generation = new VideoGeneration(ranked.VideoId, ranked.Generation);
            var points = await reader.GetAsync(shard, generation, ranked.Segment, token);
            return points.IsOk ? ToHit(shard.Tenant, ranked, points.Value, scoreBy) : points.Error;
        },
        ShardFanOut.NoAnswer,
        cancellationToken);

    private Task<Result<ShardHiding>> HiddenAsync(ShardId shard, CancellationToken cancellationToken) =>
        deadline.ReadAsync(token => grains.IndexShard(shard).HidingAsync(0, token), ShardFanOut.NoAnswer, cancellationToken);

    private static Result<VectorHit?> ToHit(TenantId tenant, RankedHit ranked, IReadOnlyList<VectorPoint> points, QueryVector? scoreBy)
    {
        var point = points.FirstOrDefault(point => point.Segment == ranked.Segment);
        var id = PointId.Of(tenant, ranked.VideoId, ranked.Generation, ranked.Segment, ranked.Representation);
        return Result<VectorHit?>.Ok(point?.Vectors.FirstOrDefault(own => own.Name == ranked.Representation) is { } vector
            ? new VectorHit(id, ranked.Generation, ranked.Segment, ranked.Representation, point.Subject, ranked.Score, vector.Vector)
            {
                LegScores = scoreBy is null ? [] : [.. ShardFanOut.LegsOf(scoreBy).Select(leg => ScoreOf(point, leg))],
            }
            : null);
    }

    private static float ScoreOf(VectorPoint point, QueryLeg leg) =>
        point.Vectors.FirstOrDefault(own => own.Name == leg.Representation) is { } vector
            ? TensorPrimitives.Dot(vector.Vector.Span, leg.Vector.Span)
            : ScoreSum.Missing;

    /// <summary>Of the vectors that can have found a hit, the one that its score is of.</summary>
    private static AskingVector AskedBy(QueryVector query, VectorHit hit) => query.Vectors
        .Where(asking => asking.Representations.Any(name => name == hit.Representation || name == RepresentationName.Full))
        .Where(asking => asking.Vector.Length == hit.Vector.Length)
        .MinBy(asking => Math.Abs(TensorPrimitives.Dot<float>(asking.Vector.AsSpan(), hit.Vector.Span) - hit.Score))!;
}
