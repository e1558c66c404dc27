using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Triad.Core.Embedding;
using Triad.Core.Modality;

namespace Triad.Inference.Embedding;

/// <summary>
/// Brings an embedding to fewer numbers: norm(W (f - mean)), W the principal components (Pearson 1901) that training.pca has fitted. This
/// is the one place where it happens, for queries and for what is stored.
/// </summary>
internal sealed class PcaProjection
{
    private const float SmallestNorm = 1e-12f;

    private readonly float[] _components;
    private readonly float[] _centre;
    private readonly int _embeddingSize;

    private PcaProjection(float[] mean, float[] components)
    {
        (_components, _embeddingSize) = (components, mean.Length);
        _centre = Multiply(mean);
    }

    /// <summary>Reads the file: little-endian float32, the mean, then the components row by row.</summary>
    /// <returns>Null, or what is wrong.</returns>
    public static string? TryRead(ReadOnlySpan<byte> file, int embeddingSize, int dimensions, out PcaProjection? projection)
    {
        projection = null;
        var bytes = (dimensions + 1L) * embeddingSize * sizeof(float);
        if (file.Length != bytes)
            return $"has {file.Length} bytes, expected {bytes}: the mean and {dimensions} components of {embeddingSize} numbers";
        var values = MemoryMarshal.Cast<byte, float>(file);
        foreach (var value in values)
            if (!float.IsFinite(value))
                return "holds a number that is not finite";
        projection = new PcaProjection(values[..embeddingSize].ToArray(), values[embeddingSize..].ToArray());
        return null;
    }

    /// <summary>Brings an embedding and what each modality added to it to the components.</summary>
    /// <param name="embedding">Unit length, of the package's embedding size.</param>
    /// <param name="shares">The share of each modality in what is subtracted; they sum to 1, so that what the modalities add still sums to the vector.</param>
    /// <returns>Null where nothing is left of it.</returns>
    public EmbeddingVector? Apply(EmbeddingVector embedding, IReadOnlyDictionary<Modalities, float> shares)
    {
        var vector = Multiply(embedding.Vector.Span);
        TensorPrimitives.Subtract(vector, _centre, vector);
        var length = TensorPrimitives.Norm<float>(vector);
        if (!(length > SmallestNorm))
            return null;
        TensorPrimitives.Divide(vector, length, vector);
        var added = new Dictionary<Modalities, ReadOnlyMemory<float>>();
        foreach (var (modality, part) in embedding.ByModality)
        {
            var own = Multiply(part.Span);
            TensorPrimitives.MultiplyAdd(_centre, -shares[modality], own, own);
            TensorPrimitives.Divide(own, length, own);
            added.Add(modality, own);
        }

        return new EmbeddingVector(vector, added);
    }

    private float[] Multiply(ReadOnlySpan<float> values)
    {
        var product = new float[_components.Length / _embeddingSize];
        for (var i = 0; i < product.Length; i++)
            product[i] = TensorPrimitives.Dot(values, _components.AsSpan(i * _embeddingSize, _embeddingSize));
        return product;
    }
}
