using Qdrant.Client.Grpc;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Queries;

/// <summary>Runs a query over the shards that answer it, and makes one ranking of theirs.</summary>
internal static class QueryRunner
{
    public static List<Scored> Run(DoubleCollection collection, IReadOnlyList<Shard> shards, Stage root, int offset)
    {
        var take = (int)Math.Min((long)root.Limit + offset, int.MaxValue);
        var answers = shards.Select(shard => new ShardSearch(collection, shard).Run(root, take)).ToList();
        var ranking = root.Scoring switch
        {
            ScoringRule.Fused fused => RankFusion.Of(Merged(answers, root.Sources), fused, root.Threshold),
            // The limit without the offset, as a server has it: a second page of such a query is empty.
            ScoringRule.Diverse diverse => Diversity.Of(Merged(answers, 0, root.Order, diverse.Candidates), diverse, root.Limit),
            _ => Merged(answers, 0, root.Order, take),
        };
        return [.. ranking.Skip(offset).Take(root.Limit)];
    }

    private static List<List<Scored>> Merged(List<List<List<Scored>>> answers, IReadOnlyList<Stage> sources) =>
        [.. sources.Select((source, i) => Merged(answers, i, source.Order, source.Limit))];

    private static List<Scored> Merged(List<List<List<Scored>>> answers, int list, ScoreOrder order, int take)
    {
        if (answers.Count == 1)
            return [.. answers[0][list].Take(take)];
        var hits = answers.SelectMany(answer => answer[list]).Order(ScoredComparer.Of(order));
        return [.. hits.DistinctBy(hit => (hit.Key, hit.Score, hit.Order)).Take(take)];
    }
}
