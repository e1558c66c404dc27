using System.Numerics.Tensors;
using Triad.Core.Errors;
using Triad.Core.Modality;

namespace Triad.Core.Embedding;

/// <summary>
/// Turns the embeddings of a query's parts into one vector (architecture, "Numbers that the model gives"). Late: q = norm(sum w_i f_i). Fused: the
/// parts with tokens were one item, whose weight is the sum of their weights, so that q = norm(W e + sum w_i v_i - sum |w_j| f(n_j)), and exactly
/// the paper's f where there is no other term. The same sum serves both.
/// </summary>
public static class QueryComposer
{
    // Below this length the direction of a sum is rounding noise.
    private const float SmallestNorm = 1e-4f;

    /// <summary>
    /// The unit vector of a query. With negative terms the positive ones are summed and normalised first: q = norm(e+ - sum |w_j| n_j).
    /// QueryContradictory where the terms cancel out.
    /// </summary>
    /// <param name="terms">At least one of positive weight.</param>
    /// <param name="dimension">Numbers in every vector.</param>
    /// <param name="normalizePositive">True for FUSED, where e+ has unit length before negatives are taken away; false for LATE.</param>
    public static Result<EmbeddingVector> Compose(IReadOnlyList<QueryTerm> terms, int dimension, bool normalizePositive)
    {
        var positive = Sum(terms.Where(term => term.Weight > 0), dimension);
        if (normalizePositive && !Scale(positive))
            return Contradiction("the positive parts cancel out");
        Add(positive, terms.Where(term => term.Weight < 0));
        if (!Scale(positive))
            return Contradiction("the negative parts take away all of the positive ones");
        return new EmbeddingVector(
            Total(positive, dimension),
            positive.ToDictionary(pair => pair.Key, pair => (ReadOnlyMemory<float>)pair.Value));
    }

    /// <summary>An embedding that no modality of the query explains: a stored item or a raw vector.</summary>
    public static EmbeddingVector Opaque(ReadOnlyMemory<float> vector) =>
        new(vector, new Dictionary<Modalities, ReadOnlyMemory<float>> { [Modalities.None] = vector });

    /// <summary>The unit vector in the direction of the mean of some vectors; null where they cancel out.</summary>
    public static ReadOnlyMemory<float>? Mean(IReadOnlyList<ReadOnlyMemory<float>> vectors)
    {
        var sum = new float[vectors[0].Length];
        foreach (var vector in vectors)
            TensorPrimitives.Add(sum, vector.Span, sum);
        var norm = TensorPrimitives.Norm<float>(sum);
        if (norm < SmallestNorm)
            return null;
        TensorPrimitives.Divide(sum, norm, sum);
        return sum;
    }

    private static Dictionary<Modalities, float[]> Sum(IEnumerable<QueryTerm> terms, int dimension)
    {
        var sums = new Dictionary<Modalities, float[]>();
        Add(sums, terms, dimension);
        return sums;
    }

    private static void Add(Dictionary<Modalities, float[]> sums, IEnumerable<QueryTerm> terms, int? dimension = null)
    {
        foreach (var term in terms)
        {
            foreach (var (modality, part) in term.Embedding.ByModality)
            {
                if (!sums.TryGetValue(modality, out var sum))
                    sums.Add(modality, sum = new float[dimension ?? part.Length]);
                TensorPrimitives.MultiplyAdd(part.Span, term.Weight, sum, sum);
            }
        }
    }

    private static bool Scale(Dictionary<Modalities, float[]> sums)
    {
        if (sums.Count == 0)
            return false;
        var norm = TensorPrimitives.Norm<float>(Total(sums, sums.First().Value.Length));
        if (!(norm >= SmallestNorm))
            return false;
        foreach (var sum in sums.Values)
            TensorPrimitives.Divide(sum, norm, sum);
        return true;
    }

    private static float[] Total(Dictionary<Modalities, float[]> sums, int dimension)
    {
        var total = new float[dimension];
        foreach (var sum in sums.Values)
            TensorPrimitives.Add(total, sum, total);
        return total;
    }

    private static Error Contradiction(string problem) =>
        new(ErrorReason.QueryContradictory, $"query.parts contradict each other: {problem}.", "query.parts", null, "Change the weights or leave parts out.");
}
