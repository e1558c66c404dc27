using Qdrant.Client.Grpc;
using Triad.Doubles.Scoring;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Queries;

/// <summary>Reads the queries that score by vectors. The formulas are those of Qdrant's documentation on exploring data.</summary>
internal static class VectorQueryReader
{
    public static ScoringRule Read(Query query, VectorSpace space, int limit, float defaultLambda, Func<VectorInput, VectorData> resolve)
    {
        // An average is taken of vectors as they were given, and normalised afterwards.
        VectorData Prepared(VectorInput input) => Similarity.Prepared(space, resolve(input));
        switch (query.VariantCase)
        {
            case Query.VariantOneofCase.Nearest:
                return new ScoringRule.Nearest(space, Prepared(query.Nearest));
            case Query.VariantOneofCase.NearestWithMmr:
                var mmr = query.NearestWithMmr.Mmr ?? throw Refusal.Malformed("mmr is missing");
                return new ScoringRule.Diverse(
                    space,
                    Prepared(query.NearestWithMmr.Nearest ?? throw Refusal.Malformed("nearest vector is missing")),
                    mmr.HasDiversity ? 1 - mmr.Diversity : defaultLambda,
                    mmr.HasCandidatesLimit ? (int)mmr.CandidatesLimit : limit);
            case Query.VariantOneofCase.Recommend:
                return Recommend(query.Recommend, space, resolve);
            case Query.VariantOneofCase.Discover:
                return Discover(query.Discover, space, Prepared);
            case Query.VariantOneofCase.Context:
                var pairs = Pairs(query.Context, Prepared);
                return new ScoringRule.Combined(
                    space,
                    near => pairs.Sum(pair => Sigmoid(Math.Min(near(pair.For) - near(pair.Against) - Margin, 0))));
            case Query.VariantOneofCase.RelevanceFeedback:
                return Feedback(query.RelevanceFeedback, space, Prepared);
            default:
                throw Refusal.Uncomputed($"the query {query.VariantCase}");
        }
    }

    private const float Margin = 1.1920929e-7f;

    private static ScoringRule Recommend(RecommendInput input, VectorSpace space, Func<VectorInput, VectorData> resolve)
    {
        VectorData[] givenFor = [.. input.Positive.Select(resolve)];
        VectorData[] givenAgainst = [.. input.Negative.Select(resolve)];
        VectorData[] positive = [.. givenFor.Select(vector => Similarity.Prepared(space, vector))];
        VectorData[] negative = [.. givenAgainst.Select(vector => Similarity.Prepared(space, vector))];
        switch (input.HasStrategy ? input.Strategy : RecommendStrategy.AverageVector)
        {
            case RecommendStrategy.BestScore:
                return new ScoringRule.Combined(space, near =>
                {
                    var (best, worst) = (Largest(positive, near), Largest(negative, near));
                    return best > worst ? ScaledSigmoid(best) : -ScaledSigmoid(worst);
                });
            case RecommendStrategy.SumScores:
                return new ScoringRule.Combined(space, near => Sum(positive, near) - Sum(negative, near));
            default:
                return new ScoringRule.Nearest(space, Similarity.Prepared(space, VectorAverage.Of(givenFor, givenAgainst)));
        }
    }

    private static ScoringRule.Combined Discover(DiscoverInput input, VectorSpace space, Func<VectorInput, VectorData> resolve)
    {
        var target = resolve(input.Target ?? throw Refusal.Malformed("DiscoverInput target is missing"));
        var pairs = Pairs(input.Context ?? throw Refusal.Malformed("DiscoverInput context is missing"), resolve);
        return new ScoringRule.Combined(
            space,
            near => pairs.Sum(pair => Ordered.Compare(near(pair.For), near(pair.Against))) + ScaledSigmoid(near(target)));
    }

    private static ScoringRule.Combined Feedback(RelevanceFeedbackInput input, VectorSpace space, Func<VectorInput, VectorData> resolve)
    {
        var target = resolve(input.Target ?? throw Refusal.Malformed("target is missing"));
        var naive = input.Strategy?.Naive ?? throw Refusal.Malformed("strategy is missing");
        var items = input.Feedback
            .Select(item => (Vector: resolve(item.Example ?? throw Refusal.Malformed("feedback example is missing")), item.Score))
            .ToArray();
        var pairs = (from better in items
                     from worse in items
                     where better.Score > worse.Score
                     let weight = MathF.Pow(better.Score - worse.Score, naive.B) * naive.C
                     select (For: better.Vector, Against: worse.Vector, Weight: weight)).ToArray();
        return new ScoringRule.Combined(
            space,
            near => (naive.A * near(target)) + pairs.Sum(pair => pair.Weight * (near(pair.For) - near(pair.Against))));
    }

    private static (VectorData For, VectorData Against)[] Pairs(ContextInput context, Func<VectorInput, VectorData> resolve) =>
    [
        .. context.Pairs.Select(pair => (
            resolve(pair.Positive ?? throw Refusal.Malformed("ContextPair positive is missing")),
            resolve(pair.Negative ?? throw Refusal.Malformed("ContextPair negative is missing")))),
    ];

    private static float Largest(VectorData[] vectors, Func<VectorData, float> near) =>
        vectors.Length == 0 ? float.NegativeInfinity : vectors.Max(near);

    private static float Sum(VectorData[] vectors, Func<VectorData, float> near) =>
        vectors.Aggregate(0f, (sum, vector) => sum + near(vector));

    private static float Sigmoid(float x) => x / (1 + MathF.Abs(x));

    private static float ScaledSigmoid(float x) => 0.5f * (Sigmoid(x) + 1);
}
