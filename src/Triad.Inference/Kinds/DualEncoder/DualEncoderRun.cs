using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>Runs the rows of items and puts their vectors together.</summary>
internal sealed class DualEncoderRun(LoadedPackage package, int embeddingSize, Admission admission, CancellationToken cancellationToken)
{
    /// <summary>
    /// The vector of an item: norm(sum w_i f_i), f_i the mean of the unit vectors of a part's frames, or of its text, at unit length.
    /// </summary>
    public async Task<Result<EmbeddingVector>> EmbedAsync(IReadOnlyList<TowerRow> rows)
    {
        var vectors = await Task.WhenAll(rows.Select(RunAsync)).ConfigureAwait(false);
        if (vectors.FirstOrDefault(vector => !vector.IsOk).Error is { } failed)
            return failed;
        var added = new Dictionary<Modalities, float[]>();
        foreach (var part in rows.Zip(vectors, (row, vector) => (row, vector.Value)).GroupBy(pair =>
            (pair.row.Part, pair.row.Modality, pair.row.Weight)))
        {
            var mean = new float[embeddingSize];
            foreach (var (row, vector) in part)
                TensorPrimitives.MultiplyAdd(vector, row.Times, mean, mean);
            if (!UnitVector.TryScale(mean))
                return UnitVector.Fault($"{package.Manifest.Id}/{part.First().row.Graph}", "all frames of a part together");
            if (!added.TryGetValue(part.Key.Modality, out var sum))
                added.Add(part.Key.Modality, sum = new float[embeddingSize]);
            TensorPrimitives.MultiplyAdd(mean, part.Key.Weight, sum, sum);
        }

        return Total(added);
    }

    private async Task<Result<float[]>> RunAsync(TowerRow row)
    {
        var vector = await package.Scheduler.RunAsync(package.Lanes[row.Graph], row.Work, admission,
            cancellationToken).ConfigureAwait(false);
        if (!vector.IsOk)
            return UnitVector.Of(vector.Error, row.Shown);
        return UnitVector.TryScale(vector.Value) ? vector : UnitVector.Fault($"{package.Manifest.Id}/{row.Graph}", row.Shown);
    }

    private Result<EmbeddingVector> Total(Dictionary<Modalities, float[]> added)
    {
        var total = new float[embeddingSize];
        foreach (var sum in added.Values)
            TensorPrimitives.Add(total, sum, total);
        var norm = TensorPrimitives.Norm<float>(total);
        if (!UnitVector.TryScale(total))
            return new Error(ErrorReason.QueryContradictory, "The parts of an item cancel each other out.",
                Remedy: "Leave one of them out.");
        foreach (var sum in added.Values)
            TensorPrimitives.Divide(sum, norm, sum);
        return new EmbeddingVector(total, added.ToDictionary(pair => pair.Key, pair => (ReadOnlyMemory<float>)pair.Value));
    }
}
