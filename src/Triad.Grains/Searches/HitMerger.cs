using System.Collections.Immutable;
using System.Numerics.Tensors;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Shards;

namespace Triad.Grains.Searches;

/// <summary>Makes a page of what shards found: one ranking of all representations and shards. All points of a video are in one shard.</summary>
internal static class HitMerger
{
    public static MergedPage Merge(SearchRequest request, QueryVector query, ShardAnswer[] answers)
    {
        var answered = answers.Where(answer => answer.Hits.IsOk).ToList();
        var ranked = HitRanking.Best(answered.SelectMany(answer => answer.Hits.Value.Legs), request.Grouping, request.Limit + 1);

        // Later pages see of each shard what page one saw, so that nothing is skipped or comes twice.
        var sequences = request.After?.Sequences
            ?? [.. answered.Select(answer => new ShardSequence(answer.Shard, answer.Hits.Value.Sequence))];
        var page = ranked.Take(request.Limit).ToList();
        var next = ranked.Count > request.Limit
            ? new SearchPage(query.Space, sequences, new ScoreCursor(page[^1].Score, page[^1].Id))
            : null;
        var asked = request.Explain ? AskedBy(query, answered) : [];
        return new MergedPage([.. page.Select(hit => ToHit(hit, asked.GetValueOrDefault(hit)))], sequences, next);
    }

    /// <summary>For each hit the vector that found it.</summary>
    private static Dictionary<VectorHit, AskingVector> AskedBy(QueryVector query, List<ShardAnswer> answered)
    {
        var asked = new Dictionary<VectorHit, AskingVector>(ReferenceEqualityComparer.Instance);
        var legs = query.Vectors.SelectMany(asking => asking.Representations.Select(_ => asking)).ToList();
        foreach (var answer in answered)
            foreach (var (asking, hits) in legs.Zip(answer.Hits.Value.Legs))
                foreach (var hit in hits)
                    asked[hit] = asking;
        return asked;
    }

    private static SearchHit ToHit(VectorHit hit, AskingVector? asking) =>
        new(
            hit.Subject.Video,
            hit.Generation,
            ShardMapping.ToSegment(hit.Segment, hit.Subject),
            hit.Subject.VideoDuration,
            hit.Score,
            hit.Representation,
            asking is null ? [] : Contributions(hit, asking),
            hit.Subject.Metadata,
            hit.Id);

    private static ImmutableArray<SearchContribution> Contributions(VectorHit hit, AskingVector asking) =>
    [
        .. asking.ByModality.Select(part => new SearchContribution(
            part.Modality,
            TensorPrimitives.Dot<float>(part.Vector.AsSpan(), hit.Vector.Span))),
    ];
}
