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
    /// The vectors of an item, one for each mask of modalities: norm(sum w_i f_i), f_i the mean of the unit vectors of a part's frames, of
    /// its windows of sound, or of its text, at unit length. Where the package has a head over frames, that makes f_i of them.
    /// </summary>
    public async Task<Result<TowerVectors>> EmbedAsync(IReadOnlyList<TowerRow> rows, IEnumerable<Modalities> masks)
    {
        var vectors = await Task.WhenAll(rows.Select(RunAsync)).ConfigureAwait(false);
        if (vectors.FirstOrDefault(vector => !vector.IsOk).Error is { } failed)
            return failed;
        var added = new Dictionary<Modalities, float[]>();
        foreach (var part in rows.Zip(vectors, (row, vector) => (row, vector.Value)).GroupBy(pair =>
            (pair.row.Part, pair.row.Modality, pair.row.Weight)))
        {
            var made = IsClip(part.Key.Modality) ? await ClipAsync(part).ConfigureAwait(false) : Mean(part);
            if (!made.IsOk)
                return made.Error;
            if (!added.TryGetValue(part.Key.Modality, out var sum))
                added.Add(part.Key.Modality, sum = new float[embeddingSize]);
            TensorPrimitives.MultiplyAdd(made.Value, part.Key.Weight, sum, sum);
        }

        var totals = new Dictionary<Modalities, EmbeddingVector>();
        foreach (var mask in masks.Distinct())
        {
            var total = Total(
                added.Where(pair => mask.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => (float[])pair.Value.Clone()));
            if (!total.IsOk)
                return total.Error;
            totals.Add(mask, total.Value);
        }

        return new TowerVectors(
            totals,
            [.. rows.Zip(vectors).Where(pair => pair.First.Modality == Modalities.Video).SelectMany(pair => Enumerable.Repeat(pair.Second.Value, pair.First.Times))]);
    }

    /// <summary>How well a text and each of some clips belong together, by the head that compares them.</summary>
    /// <param name="text">The text's row.</param>
    /// <param name="clips">The vectors of each clip's frames, one after the other.</param>
    public async Task<Result<IReadOnlyList<float>>> RerankAsync(TowerRow text, IEnumerable<float[]> clips)
    {
        var asking = await RunAsync(text).ConfigureAwait(false);
        if (!asking.IsOk)
            return asking.Error;
        var compared = await Task.WhenAll(clips.Select(frames => package.Scheduler.RunAsync(
            package.Lanes[DualEncoderGraphs.Rerank], new PairWork(asking.Value, frames), admission, cancellationToken))).ConfigureAwait(false);
        return compared.FirstOrDefault(pair => !pair.IsOk).Error is { } failed
            ? UnitVector.Of(failed, text.Shown)
            : Result<IReadOnlyList<float>>.Ok([.. compared.Select(pair => pair.Value[0])]);
    }

    private async Task<Result<float[]>> RunAsync(TowerRow row)
    {
        var vector = await package.Scheduler.RunAsync(package.Lanes[row.Graph], row.Work, admission,
            cancellationToken).ConfigureAwait(false);
        if (!vector.IsOk)
            return UnitVector.Of(vector.Error, row.Shown);

        // Heads take vectors as they leave the towers.
        return UnitVector.TryScale(vector.Value.ToArray()) ? vector : UnitVector.Fault($"{package.Manifest.Id}/{row.Graph}", row.Shown);
    }

    private bool IsClip(Modalities modality) => modality == Modalities.Video && package.Lanes.ContainsKey(DualEncoderGraphs.Temporal);

    private Result<float[]> Mean(IEnumerable<(TowerRow Row, float[] Vector)> part)
    {
        var (mean, graph) = (new float[embeddingSize], "");
        foreach (var (row, vector) in part)
        {
            var unit = vector.ToArray();
            UnitVector.TryScale(unit);
            TensorPrimitives.MultiplyAdd(unit, row.Times, mean, mean);
            graph = row.Graph;
        }

        return UnitVector.TryScale(mean) ? mean
            : UnitVector.Fault($"{package.Manifest.Id}/{graph}", "all frames or windows of a part together");
    }

    private async Task<Result<float[]>> ClipAsync(IEnumerable<(TowerRow Row, float[] Vector)> part)
    {
        float[][] frames = [.. part.SelectMany(frame => Enumerable.Repeat(frame.Vector, frame.Row.Times))];
        var shown = $"{frames.Length} frames";
        var vector = await package.Scheduler.RunAsync(
            package.Lanes[DualEncoderGraphs.Temporal], new FramesWork(frames, embeddingSize), admission, cancellationToken)
                .ConfigureAwait(false);
        if (!vector.IsOk)
            return UnitVector.Of(vector.Error, shown);
        return UnitVector.TryScale(vector.Value) ? vector : UnitVector.Fault($"{package.Manifest.Id}/{DualEncoderGraphs.Temporal}", shown);
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
