using Qdrant.Client.Grpc;
using Triad.Doubles.Filters;
using Triad.Doubles.Payloads;
using Triad.Doubles.Scoring;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Queries;

/// <summary>Runs the stages of a query over one shard, exactly.</summary>
internal sealed class ShardSearch(DoubleCollection collection, Shard shard)
{
    /// <summary>What a shard hands over: one list, or one a prefetch where their fusion takes all shards together.</summary>
    public List<List<Scored>> Run(Stage root, int take)
    {
        if (root.Sources.Count == 0)
            return [Leaf(root, root.Filter, root.Scoring is ScoringRule.Diverse diverse ? diverse.Candidates : take)];
        var sources = root.Sources.Select(source => Run(source, root.Filter)).ToList();
        return root.Scoring switch
        {
            ScoringRule.Fused => sources,
            ScoringRule.Diverse diverse =>
                [Rescored(sources, new ScoringRule.Nearest(diverse.Space, diverse.Vector), root, diverse.Candidates)],
            _ => [Rescored(sources, root.Scoring!, root, take)],
        };
    }

    private List<Scored> Run(Stage stage, Filter? outer)
    {
        var filter = FilterMerge.Of(outer, stage.Filter);
        if (stage.Sources.Count == 0)
            return Leaf(stage, filter, stage.Scoring is ScoringRule.Diverse diverse ? diverse.Candidates : stage.Limit);
        return Rescored(stage.Sources.Select(source => Run(source, filter)).ToList(), stage.Scoring!, stage, stage.Limit);
    }

    private List<Scored> Leaf(Stage stage, Filter? filter, int limit)
    {
        var test = collection.Filters.Of(filter);
        return Top(Scores(stage.Scoring, shard.Points.Values.Where(point => test(point)), stage), stage.Order, limit);
    }

    private List<Scored> Rescored(List<List<Scored>> sources, ScoringRule rule, Stage stage, int limit)
    {
        switch (rule)
        {
            case ScoringRule.Fused fused:
                return RankFusion.Of(sources, fused, stage.Threshold).Take(limit).ToList();
            case ScoringRule.ByFormula formula:
                return Top(FormulaScores(sources, formula.Formula, stage.Threshold), ScoreOrder.LargerFirst, limit);
            case ScoringRule.Diverse diverse:
                var nearest = Rescored(sources, new ScoringRule.Nearest(diverse.Space, diverse.Vector), stage, diverse.Candidates);
                return Diversity.Of(nearest, diverse, limit);
            default:
                var points = sources.SelectMany(source => source).Select(hit => hit.Point).Distinct();
                return Top(Scores(rule, points, stage), rule.Order, limit);
        }
    }

    private IEnumerable<Scored> Scores(ScoringRule? rule, IEnumerable<StoredPoint> points, Stage stage) => rule switch
    {
        null => points.Select(point => Hit(point, 1)),
        ScoringRule.Sampled => points.Select(point => Hit(point, 1)).OrderBy(hit => SliceHash.Of(hit.Key.ToCanonicalBytes())),
        ScoringRule.Nearest nearest => Nearest(nearest.Space, nearest.Vector, points, stage),
        ScoringRule.Diverse diverse => Nearest(diverse.Space, diverse.Vector, points, stage),
        ScoringRule.Combined combined => Combined(combined, points, stage),
        ScoringRule.ByField field => points.SelectMany(point => OrderedHits(point, field)),
        _ => throw Refusal.Uncomputed("this query without prefetches"),
    };

    private IEnumerable<Scored> Nearest(VectorSpace space, VectorData vector, IEnumerable<StoredPoint> points, Stage stage)
    {
        var asked = Weighted(space, vector, stage.Parameters);
        foreach (var point in points)
        {
            if (!point.Vectors.TryGetValue(space.Name, out var stored))
                continue;
            var near = asked.Sparse is { } sparse ? Similarity.Dot(sparse, stored.Sparse!) : Similarity.Of(space, asked, stored);
            if (near is null)
                continue;
            var score = Similarity.Shown(space.Distance, near.Value);
            if (stage.Threshold is not { } threshold || (space.IsLargerBetter ? score >= threshold : score <= threshold))
                yield return Hit(point, score);
        }
    }

    private IEnumerable<Scored> Combined(ScoringRule.Combined rule, IEnumerable<StoredPoint> points, Stage stage)
    {
        foreach (var point in points)
        {
            if (!point.Vectors.TryGetValue(rule.Space.Name, out var stored))
                continue;
            var score = rule.Score(vector => Similarity.Of(rule.Space, vector, stored));
            if (stage.Threshold is not { } threshold || score >= threshold)
                yield return Hit(point, score);
        }
    }

    // The inverse document frequency: of the shard's points, or of those that the request names.
    private VectorData Weighted(VectorSpace space, VectorData vector, SearchParams? parameters)
    {
        if (!space.HasIdf || vector.Sparse is not { } sparse)
            return vector;
        var test = collection.Filters.Of(parameters?.Idf?.Corpus);
        var corpus = shard.Points.Values
            .Where(point => point.Vectors.ContainsKey(space.Name) && test(point))
            .Select(point => point.Vectors[space.Name].Sparse!.Indices)
            .ToList();
        var weighted = sparse.Values.Zip(sparse.Indices, (value, index) =>
        {
            var having = (float)corpus.Count(indices => Array.BinarySearch(indices, index) >= 0);
            return value * MathF.Log(((corpus.Count - having + 0.5f) / (having + 0.5f)) + 1);
        });
        return new VectorData(Sparse: sparse with { Values = [.. weighted] });
    }

    private IEnumerable<Scored> OrderedHits(StoredPoint point, ScoringRule.ByField rule)
    {
        foreach (var value in rule.Index.ValuesOf(point))
        {
            var order = FieldOrder.Of(rule.Index, value);
            if (FieldOrder.IsFrom(rule.Settings, order))
                yield return new Scored(point, shard.Key, 1, order);
        }
    }

    private IEnumerable<Scored> FormulaScores(List<List<Scored>> sources, Formula formula, float? threshold)
    {
        var evaluator = new FormulaEvaluator(formula, collection.Filters, [.. sources.Select(ScoresById)]);
        foreach (var point in sources.SelectMany(source => source).Select(hit => hit.Point).Distinct())
        {
            var score = evaluator.Score(point);
            if (threshold is null || score >= threshold)
                yield return Hit(point, score);
        }
    }

    private static Dictionary<PointKey, float> ScoresById(List<Scored> hits) =>
        hits.GroupBy(hit => hit.Key).ToDictionary(group => group.Key, group => group.First().Score);

    private static List<Scored> Top(IEnumerable<Scored> hits, ScoreOrder order, int limit) =>
        [.. hits.Order(ScoredComparer.Of(order)).Take(limit)];

    private Scored Hit(StoredPoint point, float score) => new(point, shard.Key, score);
}
