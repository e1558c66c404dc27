using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Scores;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Points;
using Triad.Vectors.Qdrant.Requests;
using Triad.Vectors.Qdrant.Shards;

namespace Triad.Vectors.Qdrant.Searching;

/// <summary>
/// Answers a query whose legs are one list: the best points of every leg, each with its score in every leg, which is asked for by id where it
/// was not among the best. So every sum is right. Longer lists are asked for until no point beyond them can have a better sum (the threshold
/// algorithm: Fagin, Lotem, Naor 2001), or they are as long as is worth it.
/// </summary>
internal sealed class SumSearcher(QdrantCalls calls, PointSearcher searcher, QdrantVectorsOptions options)
{
    /// <summary>Longest list of a leg. What lies below it in every leg is not found.</summary>
    public const int LongestList = 1000;

    private const int Longer = 4;
    private const int MostRounds = 16;

    /// <summary>The hits in one list; <paramref name="header"/> is what the shard's header was before.</summary>
    public async Task<Result<VectorHits>> SearchAsync(
        ShardPlace place,
        ShardHeader header,
        VectorQuery query,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<VectorHit> best = [];
        long candidates = 0;
        for (var (round, rest) = (0, query); ; round++)
        {
            var searched = await RoundAsync(place, header, rest, cancellationToken);
            if (!searched.IsOk)
                return searched.Error;
            var (found, goesOn) = searched.Value;
            candidates += found.Candidates;
            best = HitRanking.Best([best, found.Legs[0]], query.Grouping, query.Limit);

            // A few long videos may fill the lists by themselves: what else there is is asked for without them.
            if (!goesOn || best.Count == query.Limit)
                return new VectorHits([best], found.Sequence, candidates);
            if (query.Grouping != HitGrouping.Video || found.Legs[0].Count == 0 || round == MostRounds)
                return TooDeep(query);
            var seen = new VideoIn([.. found.Legs[0].Select(hit => hit.Subject.Video).Distinct()]);
            rest = rest with { Filter = rest.Filter with { MustNot = rest.Filter.MustNot.Add(seen) } };
        }
    }

    private async Task<Result<(VectorHits Found, bool GoesOn)>> RoundAsync(
        ShardPlace place,
        ShardHeader header,
        VectorQuery query,
        CancellationToken cancellationToken)
    {
        // A single answer of so many hits shows where a list ends.
        var longest = Math.Max(Math.Min(LongestList, options.MaxQueryLimit - 1), Math.Min(query.Limit, options.MaxQueryLimit - 1));
        var length = Math.Min(longest, (query.Grouping == HitGrouping.Video ? query.Limit * 4L : query.Limit * 2L) + 32);
        long candidates = 0;
        while (true)
        {
            var lists = query with { Scales = [], Grouping = HitGrouping.Segment, Limit = (int)length, WithVectors = false };
            var found = await searcher.SearchAsync(place, header, lists, cancellationToken);
            if (!found.IsOk)
                return found.Error;
            candidates += found.Value.Candidates;
            var points = new SumCandidates(found.Value.Legs, (int)length);
            var filled = await FillAsync(place, header, query, points, cancellationToken);
            if (!filled.IsOk)
                return filled.Error;
            var hits = points.Best(query);
            var isCertain = points.IsCertain(hits, query);
            if (length >= longest || isCertain)
                return (new VectorHits([hits], found.Value.Sequence, candidates), !isCertain);
            length = Math.Min(longest, length * Longer);
        }
    }

    private Error TooDeep(VectorQuery query) => Error.OverLimit(
        "limit",
        query.Limit,
        "Triad:Qdrant:MaxQueryLimit",
        options.MaxQueryLimit,
        "Ask for fewer hits, or narrow the search with a filter.");

    private async Task<Result<long>> FillAsync(
        ShardPlace place,
        ShardHeader header,
        VectorQuery query,
        SumCandidates points,
        CancellationToken cancellationToken)
    {
        var asked = new List<(int Leg, Dictionary<Guid, SumCandidate> Points)>();
        var requests = new List<Q.QueryPoints>();
        for (var leg = 0; leg < query.Legs.Length; leg++)
        {
            var missing = points.Missing(leg).ToDictionary(point => IdOf(place.Shard, point.Hit));
            foreach (var names in missing.Count > 0 ? LegNames.Of(query.Legs[leg].Representation, header) : [])
            {
                asked.Add((leg, missing));
                requests.Add(place.Requests.Scores(names.Vector, query.Legs[leg].Vector.Span, missing.Keys, names.Conditions));
            }
        }

        if (requests.Count == 0)
            return 0;
        var batch = place.Requests.Batch(requests);
        var answered = await calls.ReadAsync("QueryBatch", (client, call) => client.QueryBatchAsync(batch, call), cancellationToken);
        if (!answered.IsOk)
            return answered.Error;
        if (answered.Value.Result.Count != requests.Count)
            return PointSearcher.OtherNumber(requests.Count, answered.Value.Result.Count);
        foreach (var ((leg, missing), answer) in asked.Zip(answered.Value.Result))
            foreach (var found in answer.Result)
                if (missing.TryGetValue(Conditions.Id(found.Id), out var point) && float.IsFinite(found.Score))
                    point.Scores[leg] = found.Score;
        return requests.Count;
    }

    private static Guid IdOf(ShardId shard, VectorHit hit) => NameUuid.OfPoint(shard, hit.Subject.Video, hit.Generation, hit.Segment);
}
