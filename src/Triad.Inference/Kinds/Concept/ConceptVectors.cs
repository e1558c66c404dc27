using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Triad.Inference.Embedding;
using Triad.Inference.Packages;

namespace Triad.Inference.Kinds.Concept;

/// <summary>
/// The vectors of labels, and the backgrounds that are subtracted from texts and from media. The vector of a thing is the mean of the label
/// vectors weighted by the probabilities of the classes, its most probable ones alone (ConSE, Norouzi et al. 2014), less the background.
/// </summary>
internal sealed class ConceptVectors
{
    private const int Backgrounds = 2;

    private readonly float[] _textBackground;
    private readonly float[] _mediaBackground;
    private readonly float[] _labels;
    private readonly int _size;

    /// <summary>Takes the vectors.</summary>
    /// <param name="textBackground">What is subtracted from the unit vectors of texts.</param>
    /// <param name="mediaBackground">What is subtracted from the weighted mean of label vectors.</param>
    /// <param name="labels">The label vectors, class by class.</param>
    public ConceptVectors(float[] textBackground, float[] mediaBackground, float[] labels) =>
        (_textBackground, _mediaBackground, _labels, _size) = (textBackground, mediaBackground, labels, textBackground.Length);

    /// <summary>Numbers in a vector.</summary>
    public int Size => _size;

    /// <summary>Reads the file: little-endian float32, the background of texts, that of media, then the labels'.</summary>
    /// <returns>Null where it is not of that size or holds what is no number; that is noted.</returns>
    public static ConceptVectors? Read(PackageFiles files, string file, int classes)
    {
        if (files.Read(file) is not { } bytes)
            return null;
        var vectors = classes + Backgrounds;
        if (bytes.Length == 0 || bytes.Length % (vectors * sizeof(float)) != 0)
        {
            files.Note(
                file, "", $"has {bytes.Length} bytes, which are not {vectors} vectors: two backgrounds and {classes} labels",
                "Make the package anew: triad model concept.");
            return null;
        }

        var size = bytes.Length / (vectors * sizeof(float));

        var values = MemoryMarshal.Cast<byte, float>(bytes);
        if (!float.IsFinite(TensorPrimitives.MaxMagnitude(values)))
        {
            files.Note(file, "", "holds values that are not finite", "Make the package anew: triad model concept.");
            return null;
        }

        return new ConceptVectors(values[..size].ToArray(), values.Slice(size, size).ToArray(), values[(Backgrounds * size)..].ToArray());
    }

    /// <summary>These with the backgrounds of others, so that both have one origin.</summary>
    public ConceptVectors WithBackgroundsOf(ConceptVectors other) => new(other._textBackground, other._mediaBackground, _labels);

    /// <summary>The file's content.</summary>
    public byte[] Write() => [.. MemoryMarshal.AsBytes<float>([.. _textBackground, .. _mediaBackground, .. _labels])];

    /// <summary>The unit vector of a thing.</summary>
    /// <param name="probabilities">One a class.</param>
    /// <param name="top">How many of the most probable classes count.</param>
    /// <returns>Null where no class has a probability, or nothing is left beside the background.</returns>
    public float[]? Of(ReadOnlySpan<float> probabilities, int top)
    {
        var (vector, sum) = (new float[_size], 0f);
        foreach (var index in Largest(probabilities, top))
        {
            sum += probabilities[index];
            TensorPrimitives.MultiplyAdd(_labels.AsSpan(index * _size, _size), probabilities[index], vector, vector);
        }

        if (!(sum > 0))
            return null;
        TensorPrimitives.Divide(vector, sum, vector);
        TensorPrimitives.Subtract(vector, _mediaBackground, vector);
        return UnitVector.TryScale(vector) ? vector : null;
    }

    /// <summary>The unit vector of a text.</summary>
    /// <param name="text">Its vector by the text encoder.</param>
    /// <returns>Null where nothing is left beside the background.</returns>
    public float[]? OfText(ReadOnlySpan<float> text)
    {
        var vector = new float[_size];
        TensorPrimitives.Subtract(text, _textBackground, vector);
        return UnitVector.TryScale(vector) ? vector : null;
    }

    private static IEnumerable<int> Largest(ReadOnlySpan<float> probabilities, int top)
    {
        if (top >= probabilities.Length)
            return Enumerable.Range(0, probabilities.Length);
        var (keys, indices) = (probabilities.ToArray(), Enumerable.Range(0, probabilities.Length).ToArray());

        // Equal probabilities keep the order of the classes, so that a vector is always the same.
        Array.Sort(keys, indices, Comparer<float>.Create((one, other) => other.CompareTo(one)));
        return indices[..top].Order();
    }
}
