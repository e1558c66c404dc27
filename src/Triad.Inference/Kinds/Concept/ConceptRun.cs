using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Modality;
using Triad.Inference.Classes;
using Triad.Inference.Embedding;

namespace Triad.Inference.Kinds.Concept;

/// <summary>Runs the rows of items and puts their vectors together.</summary>
/// <param name="name">Package and member, for what goes wrong.</param>
/// <param name="manifest">The package.</param>
/// <param name="vectors">The vectors of the labels.</param>
/// <param name="media">What the classifier is of.</param>
/// <param name="probabilities">Runs a row of the classifier.</param>
internal sealed class ConceptRun(
    string name, ConceptManifest manifest, ConceptVectors vectors, Modalities media, Func<ClassRow, Task<Result<float[]>>> probabilities)
{
    /// <summary>The vector of an item: norm(sum w_i f_i).</summary>
    /// <param name="parts">Its parts.</param>
    /// <param name="texts">The vectors of its texts by the text encoder, in the order of the parts.</param>
    public async Task<Result<EmbeddingVector>> EmbedAsync(IReadOnlyList<ConceptPart> parts, Queue<EmbeddingVector> texts)
    {
        var terms = new List<QueryTerm>();
        foreach (var part in parts)
        {
            var vector = part.Text is { } text ? OfText(texts.Dequeue(), text) : await OfRowsAsync(part.Rows).ConfigureAwait(false);
            if (!vector.IsOk)
                return vector.Error;
            var modality = part.Text is null ? media : Modalities.Text;
            terms.Add(new QueryTerm(
                part.Weight,
                new EmbeddingVector(vector.Value, new Dictionary<Modalities, ReadOnlyMemory<float>> { [modality] = vector.Value })));
        }

        return QueryComposer.Compose(terms, vectors.Size, normalizePositive: false);
    }

    private Result<float[]> OfText(EmbeddingVector embedded, string text) =>
        vectors.OfText(embedded.Vector.Span) is { } vector ? vector : UnitVector.Fault($"{name}/{ConceptPlan.TextMember}", text);

    private async Task<Result<float[]>> OfRowsAsync(IReadOnlyList<ClassRow> rows)
    {
        var found = await Task.WhenAll(rows.Select(probabilities)).ConfigureAwait(false);
        if (found.FirstOrDefault(row => !row.IsOk).Error is { } failed)
            return failed;
        var times = rows.Sum(row => row.Times);
        if (manifest.Pool == ConceptPool.Scores)
            return Of(Mean(rows, [.. found.Select(row => row.Value)]), $"the mean of {times} windows or frames");
        var each = new List<float[]>();
        foreach (var (row, own) in rows.Zip(found))
        {
            var vector = Of(own.Value, row.Shown);
            if (!vector.IsOk)
                return vector.Error;
            each.Add(vector.Value);
        }

        var mean = Mean(rows, each);
        return UnitVector.TryScale(mean) ? mean
            : UnitVector.Fault($"{name}/{ConceptPlan.ClassifierMember}", "all frames of a part together");
    }

    private Result<float[]> Of(float[] classes, string shown) =>
        vectors.Of(classes, manifest.Top) is { } vector ? vector : UnitVector.Fault($"{name}/{ConceptPlan.ClassifierMember}", shown);

    private static float[] Mean(IReadOnlyList<ClassRow> rows, IReadOnlyList<float[]> each)
    {
        var mean = new float[each[0].Length];
        foreach (var (row, values) in rows.Zip(each))
            TensorPrimitives.MultiplyAdd(values, row.Times, mean, mean);
        TensorPrimitives.Divide(mean, rows.Sum(row => row.Times), mean);
        return mean;
    }
}
