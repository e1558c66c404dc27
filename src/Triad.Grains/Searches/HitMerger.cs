using System.Collections.Immutable;
using System.Numerics.Tensors;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Shards;

namespace Triad.Grains.Searches;

/// <summary>Merges the hits of shards. All segments of a video are in one shard, so grouped hits merge without further grouping.</summary>
internal static class HitMerger
{
    public static MergedPage Merge(SearchRequest request, QueryVector query, ShardAnswer[] answers)
    {
        var ranked = answers
            .Where(answer => answer.Hits.IsOk)
            .SelectMany(answer => answer.Hits.Value.Hits)
            .OrderByDescending(hit => hit.Score)
            .ThenBy(hit => hit.PointId)
            .Take(request.Limit + 1)
            .ToList();

        // Later pages see of each shard what page one saw, so that nothing is skipped or comes twice.
        var sequences = request.After?.Sequences
            ?? [.. answers.Where(answer => answer.Hits.IsOk).Select(answer => new ShardSequence(answer.Shard, answer.Hits.Value.Sequence))];
        var page = ranked.Take(request.Limit).ToList();
        var next = ranked.Count > request.Limit
            ? new SearchPage(query.Space, sequences, new ScoreCursor(page[^1].Score, page[^1].PointId))
            : null;
        return new MergedPage([.. page.Select(hit => ToHit(hit, request.Explain ? query : null))], sequences, next);
    }

    private static SearchHit ToHit(ShardHit hit, QueryVector? explained) =>
        new(
            hit.VideoId,
            hit.Generation,
            hit.Segment,
            hit.VideoDuration,
            hit.Score,
            hit.Representation,
            explained is null ? [] : Contributions(hit, explained),
            hit.Metadata,
            hit.PointId);

    private static ImmutableArray<SearchContribution> Contributions(ShardHit hit, QueryVector query) =>
    [
        .. query.ByModality.Select(part => new SearchContribution(
            part.Modality,
            TensorPrimitives.Dot<float>(part.Vector.AsSpan(), hit.Vector.AsSpan()))),
    ];
}
