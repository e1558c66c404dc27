using System.Collections.Immutable;
using System.Numerics.Tensors;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Shards;

namespace Triad.Grains.Searches;

/// <summary>Makes a page of what shards found: one ranking of all representations and shards. All points of a video are in one shard.</summary>
internal static class HitMerger
{
    public static FoundPage Merge(SearchRequest request, QueryVector query, ShardAnswer[] answers, TimeSpan searchTime)
    {
        var ranked = Rank(request.Grouping, answers, request.Limit + 1);

        // Later pages see of each shard what page one saw, so that nothing is skipped or comes twice.
        var sequences = request.After?.Sequences ?? SequencesOf(answers);
        var page = ranked.Take(request.Limit).ToList();
        var next = ranked.Count > request.Limit
            ? new SearchPage(query.Space, sequences, new ScoreCursor(page[^1].Score, page[^1].Id))
            : null;
        var asked = request.Explain ? AskedBy(query, answers) : [];
        return new FoundPage(
            [.. page.Select(hit => ToHit(hit, asked.GetValueOrDefault(hit)))],
            sequences,
            next,
            answers.Length,
            answers.Count(answer => answer.Hits.IsOk),
            searchTime);
    }

    /// <summary>The best hits of those shards that answered.</summary>
    public static IReadOnlyList<VectorHit> Rank(HitGrouping grouping, ShardAnswer[] answers, int limit) =>
        HitRanking.Best(Answered(answers).SelectMany(answer => answer.Hits.Value.Legs), grouping, limit);

    /// <summary>What was seen of those shards that answered.</summary>
    public static ImmutableArray<ShardSequence> SequencesOf(ShardAnswer[] answers) =>
        [.. Answered(answers).Select(answer => new ShardSequence(answer.Shard, answer.Hits.Value.Sequence))];

    /// <summary>A hit for the answer; with what each modality of the query added where the vector is given that found it.</summary>
    public static SearchHit ToHit(VectorHit hit, AskingVector? asking) =>
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

    /// <summary>For each hit the vector that found it.</summary>
    private static Dictionary<VectorHit, AskingVector> AskedBy(QueryVector query, ShardAnswer[] answers)
    {
        var asked = new Dictionary<VectorHit, AskingVector>(ReferenceEqualityComparer.Instance);
        var legs = query.Vectors.SelectMany(asking => asking.Representations.Select(_ => asking)).ToList();
        foreach (var answer in Answered(answers))
            foreach (var (asking, hits) in legs.Zip(answer.Hits.Value.Legs))
                foreach (var hit in hits)
                    asked[hit] = asking;
        return asked;
    }

    private static IEnumerable<ShardAnswer> Answered(ShardAnswer[] answers) => answers.Where(answer => answer.Hits.IsOk);

    private static ImmutableArray<SearchContribution> Contributions(VectorHit hit, AskingVector asking) =>
    [
        .. asking.ByModality.Select(part => new SearchContribution(
            part.Modality,
            TensorPrimitives.Dot<float>(part.Vector.AsSpan(), hit.Vector.Span))),
    ];
}
