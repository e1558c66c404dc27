using System.Collections.Immutable;
using System.Numerics.Tensors;
using Triad.Core.Indexing;
using Triad.Core.Scores;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Shards;

namespace Triad.Grains.Searches;

/// <summary>
/// Makes a page of what shards found: one ranking of all representations, shards and libraries. All points of a video are in one shard; two libraries may
/// have videos of one id.
/// </summary>
internal static class HitMerger
{
    public static FoundPage Merge(
        SearchRequest request,
        QueryVector query,
        ShardAnswer[] answers,
        SearchLibraries libraries,
        ImmutableArray<ScoreScale> scales,
        TimeSpan searchTime)
    {
        var ranked = Rank(request.Grouping, answers, libraries, request.Limit + 1);
        var owners = libraries.All.Count > 1 ? ShardsOf(answers) : null;

        // Later pages see of each shard what page one saw, so that nothing is skipped or comes twice.
        var sequences = request.After?.Sequences ?? SequencesOf(answers);
        var page = ranked.Take(request.Limit).ToList();
        var next = ranked.Count > request.Limit
            ? new SearchPage(query.Space, sequences, new ScoreCursor(page[^1].Score, page[^1].Id)) { Scales = scales }
            : null;
        return new FoundPage(
            request.Explain ? Explain(page, query, answers, OwnerOf, scales) : [.. page.Select(hit => ToHit(hit, null, OwnerOf(hit)))],
            sequences,
            next,
            answers.Length,
            answers.Count(answer => answer.Hits.IsOk),
            searchTime);

        SearchLibrary OwnerOf(VectorHit hit) => owners is null ? libraries.Own : libraries.Of(owners[hit]);
    }

    /// <summary>The best hits of those shards that answered. Scores of all libraries are of one space and can be compared; equal ones are in the order of their ids.</summary>
    public static IReadOnlyList<VectorHit> Rank(HitGrouping grouping, ShardAnswer[] answers, SearchLibraries libraries, int limit)
    {
        var own = Best(0);
        if (libraries.All.Count == 1)
            return own;
        var others = libraries.All.Skip(1).SelectMany(library => Best(library.Place).Where(hit => library.MayTell(hit.Subject)));
        return [.. own.Concat(others).Order(Comparer<VectorHit>.Create(HitRanking.Compare)).Take(limit)];

        IReadOnlyList<VectorHit> Best(int place) => HitRanking.Best(
            Answered(answers).Where(answer => SearchLibraries.PlaceOf(answer.Shard) == place).SelectMany(answer => answer.Hits.Value.Legs), grouping, limit);
    }

    /// <summary>The number of the shard that found each hit.</summary>
    public static Dictionary<VectorHit, int> ShardsOf(ShardAnswer[] answers)
    {
        var shards = new Dictionary<VectorHit, int>(ReferenceEqualityComparer.Instance);
        foreach (var answer in Answered(answers))
            foreach (var hit in answer.Hits.Value.Legs.SelectMany(leg => leg))
                shards[hit] = answer.Shard;
        return shards;
    }

    /// <summary>What was seen of those shards that answered.</summary>
    public static ImmutableArray<ShardSequence> SequencesOf(ShardAnswer[] answers) =>
        [.. Answered(answers).Select(answer => new ShardSequence(answer.Shard, answer.Hits.Value.Sequence))];

    /// <summary>A hit for the answer; with what each modality of the query added where the vector is given that found it. Of another tenant's only what its grant shows.</summary>
    public static SearchHit ToHit(VectorHit hit, AskingVector? asking, SearchLibrary library)
    {
        var told = ToHit(hit, asking);
        return library.GrantOf(hit.Subject) is not { } grant ? told : told with
        {
            Owner = library.Tenant,
            GrantId = grant.Id,
            Metadata = told.Metadata.RemoveRange(told.Metadata.Keys.Where(key => !grant.Fields.Shows(key))),
        };
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

    private static ImmutableArray<SearchHit> Explain(
        List<VectorHit> page,
        QueryVector query,
        ShardAnswer[] answers,
        Func<VectorHit, SearchLibrary> ownerOf,
        ImmutableArray<ScoreScale> scales)
    {
        if (!scales.IsEmpty)
        {
            var sums = new SumExplanation(query, scales);
            return [.. page.Select(hit => ToHit(hit, null, ownerOf(hit)) with { Members = sums.Members(hit) })];
        }

        var asked = AskedBy(query, answers);
        return [.. page.Select(hit => ToHit(hit, asked.GetValueOrDefault(hit), ownerOf(hit)))];
    }

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
