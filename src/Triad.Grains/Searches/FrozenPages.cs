using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>
/// Pages of an index that cannot look back: where there is a second page, page one freezes the ranking, and later pages read on in it, less
/// what was deleted or replaced since. Beyond what was frozen the index is searched again, and what comes after the frozen hits is frozen
/// too.
/// </summary>
internal sealed class FrozenPages(
    Rankings rankings, RankedHitReader details, HitReranker reranker, SearchOptions options, TimeProvider time) : ISearchPages
{
    public Task<Result<FoundPage>> FindAsync(
        SearchRequest request,
        QueryVector query,
        ShardFanOut shards,
        CancellationToken cancellationToken) => request.After switch
        {
            null => FirstAsync(request, query, shards, cancellationToken),
            { Ranking: { } place } after => LaterAsync(request, after, place, query, shards, cancellationToken),
            _ => Task.FromResult<Result<FoundPage>>(PageTokenRules.OtherIndex),
        };

    private async Task<Result<FoundPage>> FirstAsync(
        SearchRequest request,
        QueryVector query,
        ShardFanOut shards,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var found = await SearchAsync(request, query, shards, Math.Max(request.Limit, options.FrozenHits), cancellationToken);
        if (!found.IsOk)
            return found.Error;
        var (ranked, ranking, sequences) = found.Value;
        var page = ranked.Take(request.Limit).ToList();
        SearchPage? next = null;
        if (ranked.Count > request.Limit)
        {
            var kept = await rankings.KeepAsync(request.TenantId, ranking, cancellationToken);
            if (!kept.IsOk)
                return kept.Error;
            next = new SearchPage(query.Space, sequences, new ScoreCursor(page[^1].Score, page[^1].Id))
            {
                Ranking = new RankingPlace(kept.Value, request.Limit),
                Scales = shards.Scales,
            };
        }

        var hits = page.Zip(ranking.Hits, (hit, place) => HitMerger.ToHit(hit, null, shards.Libraries.Of(place.Shard))).ToImmutableArray();
        if (request.Explain)
        {
            // The vectors of a page are looked up: those of a whole ranking are too many to carry.
            var explained = await details.ReadAsync(
                shards.Libraries, [.. ranking.Hits.Take(request.Limit)], query, shards.Scales, cancellationToken);
            if (explained.Failures.Values.FirstOrDefault() is { } failure)
                return failure;
            hits = explained.Live;
        }

        return new FoundPage(hits, sequences, next, ranking.ShardsAsked, ranking.ShardsAnswered, time.GetElapsedTime(started));
    }

    private async Task<Result<FoundPage>> LaterAsync(
        SearchRequest request,
        SearchPage after,
        RankingPlace place,
        QueryVector query,
        ShardFanOut shards,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var page = ImmutableArray.CreateBuilder<SearchHit>();
        while (true)
        {
            var missing = request.Limit - page.Count;
            var read = await rankings.ReadAsync(request.TenantId, place, missing + 1, cancellationToken);
            if (!read.IsOk)
                return read.Error;
            var ranking = read.Value;
            if (ranking.Space != query.Space)
                return PageTokenRules.Gone;
            if (ranking.Hits.IsEmpty && !ranking.IsWhole)
            {
                var extended = await ExtendAsync(request, query, shards, place, cancellationToken);
                if (!extended.IsOk)
                    return extended.Error;
                continue;
            }

            var taken = ranking.Hits.Take(missing).ToList();
            var hits = await details.ReadAsync(shards.Libraries, taken, request.Explain ? query : null, shards.Scales, cancellationToken);
            if (hits.Failures.Count > 0 && hits.Failures.Count >= ranking.ShardsAnswered)
                return hits.Failures.Values.First();
            page.AddRange(hits.Live);
            place = place with { Place = place.Place + taken.Count };
            var isEnd = ranking.IsWhole && ranking.Hits.Length <= missing;
            if (page.Count < request.Limit && !isEnd && hits.Failures.Count == 0)
                continue;
            return new FoundPage(
                page.ToImmutable(),
                after.Sequences,
                isEnd ? null : Next(after, page, place),
                ranking.ShardsAsked,
                ranking.ShardsAnswered - hits.Failures.Count,
                time.GetElapsedTime(started));
        }
    }

    /// <summary>
    /// Searches anew for as many hits more than are kept already: so those beyond are among them, whatever became of the kept ones.
    /// </summary>
    private async Task<Result<int>> ExtendAsync(
        SearchRequest request,
        QueryVector query,
        ShardFanOut shards,
        RankingPlace end,
        CancellationToken cancellationToken)
    {
        var found = await SearchAsync(request, query, shards, end.Place + Math.Max(request.Limit, options.FrozenHits), cancellationToken);
        return found.IsOk ? await rankings.ExtendAsync(request.TenantId, end, found.Value.Ranking, cancellationToken) : found.Error;
    }

    private async Task<Result<FoundRanking>> SearchAsync(
        SearchRequest request,
        QueryVector query,
        ShardFanOut shards,
        int limit,
        CancellationToken cancellationToken)
    {
        var answers = await shards.SearchAsync(request with { After = null, Limit = limit, Explain = false }, query, cancellationToken);
        if (answers.All(answer => !answer.Hits.IsOk))
            return answers[0].Hits.Error!;

        // A shard that is late costs its own hits; one that cannot look so deep would leave a hole that nobody sees.
        if (answers.FirstOrDefault(answer => answer.Hits.Error?.Reason == ErrorReason.LimitExceeded) is { } cut)
            return cut.Hits.Error!;
        var hits = HitMerger.Rank(request.Grouping, answers, shards.Libraries, limit + 1);
        var shardOf = HitMerger.ShardsOf(answers);
        var ordered = await reranker.OrderAsync(shards, query, hits, shardOf, cancellationToken);
        if (!ordered.IsOk)
            return ordered.Error;
        hits = ordered.Value;
        var ranking = new Ranking(
            query.Space,
            request.Grouping,
            [.. hits.Take(limit).Select(hit => ToRanked(hit, shardOf[hit]))],
            hits.Count <= limit,
            answers.Length,
            answers.Count(answer => answer.Hits.IsOk));
        return new FoundRanking(hits, ranking, HitMerger.SequencesOf(answers));
    }

    private static RankedHit ToRanked(VectorHit hit, int shard) =>
        new(hit.Subject.Video, shard, hit.Generation, hit.Segment, hit.Representation, hit.Score);

    private static SearchPage Next(SearchPage after, ImmutableArray<SearchHit>.Builder page, RankingPlace place) => after with
    {
        Last = page.Count > 0 ? new ScoreCursor(page[^1].Score, page[^1].PointId) : after.Last,
        Ranking = place,
    };

    private sealed record FoundRanking(IReadOnlyList<VectorHit> Hits, Ranking Ranking, ImmutableArray<ShardSequence> Sequences);
}
