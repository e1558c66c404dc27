using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Modality;
using Triad.Inference.Embedding;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>
/// From the fusion graph's projections to an embedding: norm(sum over m of W_m · norm(g_m)), W_m the sum of the weights of the parts that
/// have m. With one part of weight 1 this is the paper's f (Everything at Once, CVPR 2022, section 3.2).
/// </summary>
internal static class FusionProjection
{
    // Below this length a projection has no direction that means anything.
    private const float SmallestNorm = 1e-12f;

    /// <summary>Composes an embedding.</summary>
    /// <param name="projected">3 x dimension projections of t, v, a; rows of modalities without a part are ignored.</param>
    /// <param name="parts">The parts that were fused.</param>
    /// <param name="pca">What brings the embedding to fewer numbers, where the package has it.</param>
    /// <returns>Null where the projections vanish or cancel out, so that they have no direction.</returns>
    public static EmbeddingVector? Compose(ReadOnlySpan<float> projected, IReadOnlyList<PartTokens> parts, PcaProjection? pca = null)
    {
        var dimension = projected.Length / 3;
        var sum = new float[dimension];
        var byModality = new Dictionary<Modalities, float[]>();

        // The direction does not depend on the scale of the weights, and any weight that is finite must be good.
        var heaviest = parts.Max(part => (double)part.Weight);
        foreach (var group in parts.GroupBy(part => part.Modality))
        {
            var row = projected.Slice(group.Key.Index() * dimension, dimension);
            var norm = TensorPrimitives.Norm(row);
            if (!(norm > SmallestNorm))
                return null;
            var added = new float[dimension];
            TensorPrimitives.Multiply(row, (float)(group.Sum(part => part.Weight / heaviest) / norm), added);
            TensorPrimitives.Add(sum, added, sum);
            byModality.Add(group.Key, added);
        }

        var length = TensorPrimitives.Norm<float>(sum);
        if (!(length > SmallestNorm) || !float.IsFinite(length))
            return null;
        TensorPrimitives.Divide(sum, length, sum);
        foreach (var added in byModality.Values)
            TensorPrimitives.Divide(added, length, added);
        var embedding = new EmbeddingVector(sum, byModality.ToDictionary(pair => pair.Key, pair => (ReadOnlyMemory<float>)pair.Value));
        return pca is null ? embedding : pca.Apply(embedding, Shares(parts));
    }

    private static Dictionary<Modalities, float> Shares(IReadOnlyList<PartTokens> parts)
    {
        var total = parts.Sum(part => (double)part.Weight);
        return parts.GroupBy(part => part.Modality).ToDictionary(group => group.Key, group => (float)(group.Sum(part => (double)part.Weight) / total));
    }
}
