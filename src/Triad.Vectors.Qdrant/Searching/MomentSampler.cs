using System.Collections.Immutable;
using System.Numerics.Tensors;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Scores;
using Triad.Vectors.Qdrant.Points;
using Triad.Vectors.Qdrant.Requests;
using Triad.Vectors.Qdrant.Shards;

namespace Triad.Vectors.Qdrant.Searching;

/// <summary>
/// What a query scores with a sample of a shard's vectors: the first ones by id, and ids are hashes. The sample is kept and scored here, so that
/// a search costs the server nothing more. It is taken anew after a while where the shard has changed, and at once where it was all of few.
/// </summary>
internal sealed class MomentSampler(PointReader points, SampleShelf shelf, TimeProvider time)
{
    private const int Size = 2 * ScoreScale.EnoughScores;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>The moments of each leg; <paramref name="header"/> is what the shard's header is.</summary>
    public async Task<Result<ImmutableArray<ScoreMoments>>> MomentsAsync(
        ShardPlace place,
        ShardHeader header,
        MomentsQuery query,
        CancellationToken cancellationToken)
    {
        var samples = await Task.WhenAll(query.Legs.Select(leg => SampleAsync(
            place, header, new SampleKey(query.Shard, query.Space, leg.Representation, query.Level), cancellationToken)));
        if (samples.FirstOrDefault(sample => !sample.IsOk).Error is { } failed)
            return failed;
        var excluded = query.Excluded.ToHashSet();
        return query.Legs.Zip(samples, (leg, sample) => Of(leg, sample.Value, excluded)).ToImmutableArray();
    }

    private static ScoreMoments Of(QueryLeg leg, SampledVectors sample, HashSet<VideoGeneration> excluded) => sample.Vectors
        .Where(one => !excluded.Contains(one.Video))
        .Aggregate(default(ScoreMoments), (moments, one) => moments.With(TensorPrimitives.Dot(one.Vector, leg.Vector.Span)));

    private async Task<Result<SampledVectors>> SampleAsync(
        ShardPlace place,
        ShardHeader header,
        SampleKey key,
        CancellationToken cancellationToken)
    {
        if (shelf.Get(key) is { } kept && (kept.Sequence == header.Sequence || (!kept.IsAll && time.GetElapsedTime(kept.TakenAt) < Life)))
            return kept;
        var taken = new List<(Guid Id, VideoGeneration Video, float[] Vector)>();
        var isAll = true;
        foreach (var names in LegNames.Of(key.Representation, header))
        {
            List<Q.Condition> must =
            [
                Conditions.Is(PayloadNames.Shard, key.Shard.Number),
                Conditions.Is(PayloadNames.Level, (long)key.Level),
                Conditions.HasVector(names.Vector),
                .. names.Conditions,
            ];
            var read = await points.FirstAsync(place.Requests, must, Size, PointMapping.VideoFields, names.Vector, cancellationToken);
            if (!read.IsOk)
                return read.Error;
            isAll &= read.Value.Count < Size;
            taken.AddRange(read.Value.Select(point => (Conditions.Id(point.Id), PointMapping.ToGeneration(point), PointMapping.ToVector(point, names.Vector))));
        }

        var sample = new SampledVectors(
            [.. taken.OrderBy(one => one.Id).Take(Size).Select(one => (one.Video, one.Vector))],
            isAll,
            header.Sequence,
            time.GetTimestamp());
        shelf.Put(key, sample);
        return sample;
    }
}
