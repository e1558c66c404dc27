using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Points;
using Triad.Vectors.Qdrant.Requests;
using Triad.Vectors.Qdrant.Shards;

namespace Triad.Vectors.Qdrant.Searching;

/// <summary>
/// Answers a query: all legs in one call a round. Grouping and the order of ties are ours, since the server's groups have no pages and
/// its ties no order.
/// </summary>
internal sealed class PointSearcher(QdrantCalls calls, QdrantVectorsOptions options)
{
    /// <summary>The hits of each leg; <paramref name="header"/> is what the shard's header was before.</summary>
    public async Task<Result<VectorHits>> SearchAsync(
        ShardPlace place,
        ShardHeader header,
        VectorQuery query,
        CancellationToken cancellationToken)
    {
        var sources = Sources(query, header).ToList();
        var must = Must(place, query);
        var excluded = FilterMapping.OfAny(query.Excluded).ToList();
        long candidates = 0;
        while (sources.Where(source => !source.IsDone).ToList() is { Count: > 0 } open)
        {
            var batch = place.Requests.Batch(open.Select(source => Request(place, query, source, must, excluded)));
            var answered = await calls.ReadAsync("QueryBatch", (client, call) => client.QueryBatchAsync(batch, call), cancellationToken);
            if (!answered.IsOk)
                return answered.Error;
            if (answered.Value.Result.Count != open.Count)
                return OtherNumber(open.Count, answered.Value.Result.Count);
            foreach (var (source, answer) in open.Zip(answered.Value.Result))
            {
                var hits = Hits(place.Shard, source, answer);
                if (!hits.IsOk)
                    return hits.Error;
                candidates += hits.Value.Count;
                source.Take(hits.Value, options.MaxQueryLimit);
            }
        }

        if (sources.Any(source => source.IsCut))
        {
            return Error.OverLimit(
                "limit",
                query.Limit,
                "Triad:Qdrant:MaxQueryLimit",
                options.MaxQueryLimit,
                "Ask for fewer hits, or narrow the search with a filter.");
        }

        return new VectorHits([.. Enumerable.Range(0, query.Legs.Length).Select(Leg)], header.Sequence, candidates);

        IReadOnlyList<VectorHit> Leg(int leg) => HitRanking.Best(
            sources.Where(source => source.Leg == leg).Select(source => (IReadOnlyList<VectorHit>)[.. source.Best]),
            query.Grouping,
            query.Limit);
    }

    private static IEnumerable<LegSource> Sources(VectorQuery query, ShardHeader header)
    {
        for (var leg = 0; leg < query.Legs.Length; leg++)
            foreach (var names in LegNames.Of(query.Legs[leg].Representation, header))
                yield return new LegSource(leg, names, query);
    }

    private static List<Q.Condition> Must(ShardPlace place, VectorQuery query)
    {
        List<Q.Condition> must =
        [
            Conditions.Is(PayloadNames.Shard, place.Shard.Number),
            Conditions.Is(PayloadNames.Level, (long)query.Level),
        ];
        if (!query.Filter.IsEmpty)
            must.Add(place.Requests.Filters.Of(query.Filter));
        return must;
    }

    private Q.QueryPoints Request(
        ShardPlace place,
        VectorQuery query,
        LegSource source,
        List<Q.Condition> must,
        List<Q.Condition> excluded)
    {
        var videos = source.Found.ToList();
        IEnumerable<Q.Condition> found = videos.Count > 0 ? [Conditions.IsAnyOf(PayloadNames.Video, videos)] : [];
        return place.Requests.Nearest(
            source.Names.Vector,
            query.Legs[source.Leg].Vector.Span,
            must.Concat(source.Names.Conditions),
            excluded.Concat(found),
            source.Ask(options.MaxQueryLimit),
            PointMapping.HitFields,
            query.WithVectors);
    }

    /// <summary>An answer that is of no use.</summary>
    public static Error OtherNumber(int asked, int answered) =>
        QdrantErrors.Broken($"Qdrant answered {asked} searches with {answered} lists.", "See the server's log.");

    private static Result<List<VectorHit>> Hits(ShardId shard, LegSource source, Q.BatchResult answer)
    {
        var hits = new List<VectorHit>(answer.Result.Count);
        foreach (var found in answer.Result)
        {
            if (!float.IsFinite(found.Score))
            {
                return QdrantErrors.Broken(
                    $"Qdrant scores point {found.Id?.Uuid} of shard '{shard}' with {found.Score}: its vector '{source.Names.Vector}' is damaged.",
                    "Delete the point and ingest its video again.");
            }

            if (found.Payload.TryText(PayloadNames.Tenant) != shard.Tenant.Value)
            {
                return QdrantErrors.Broken(
                    $"Qdrant answers a search of tenant '{shard.Tenant}' with the point {found.Id?.Uuid} of another.",
                    "Take the server out of service: its tenants are not kept apart.");
            }

            hits.Add(PointMapping.ToHit(shard.Tenant, source.Names.Vector, found));
        }

        // Ties come in any order, and a server that sorts otherwise than we do must not pass unseen.
        hits.Sort(HitRanking.Compare);
        return hits;
    }
}
