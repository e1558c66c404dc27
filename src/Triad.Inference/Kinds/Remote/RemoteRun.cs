using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Remote;

/// <summary>Has the terms of items embedded and puts their vectors together.</summary>
internal sealed class RemoteRun(string package, int size, RemoteQueue queue, Admission admission, CancellationToken cancellationToken)
{
    /// <summary>The vector of each mask: norm(sum of weight x term).</summary>
    public async Task<Result<IReadOnlyDictionary<Modalities, EmbeddingVector>>> EmbedAsync(
        IReadOnlyDictionary<Modalities, IReadOnlyList<RemoteTerm>> terms)
    {
        var inputs = terms.Values.SelectMany(mask => mask).SelectMany(term => term.Inputs).Distinct(ReferenceEqualityComparer.Instance)
            .Cast<RemoteInput>().ToArray();
        var answers = await Task.WhenAll(inputs.Select(RunAsync)).ConfigureAwait(false);
        if (answers.FirstOrDefault(answer => !answer.IsOk).Error is { } failed)
            return failed;
        var vectors = inputs.Zip(answers)
            .ToDictionary(pair => (object)pair.First, pair => pair.Second.Value, ReferenceEqualityComparer.Instance);
        var totals = new Dictionary<Modalities, EmbeddingVector>();
        foreach (var (mask, summands) in terms)
        {
            var total = Sum(summands, vectors);
            if (!total.IsOk)
                return total.Error;
            totals.Add(mask, total.Value);
        }

        return totals;
    }

    private async Task<Result<float[]>> RunAsync(RemoteInput input)
    {
        var answer = await queue.RunAsync(input, admission, cancellationToken).ConfigureAwait(false);
        if (!answer.IsOk)
            return answer.Error;
        admission.Spend(answer.Value.Spent);
        return UnitVector.TryScale(answer.Value.Vector) ? answer.Value.Vector : UnitVector.Fault($"{package}/endpoint", input.Shown);
    }

    private Result<EmbeddingVector> Sum(IReadOnlyList<RemoteTerm> terms, Dictionary<object, float[]> vectors)
    {
        var (total, added) = (new float[size], new Dictionary<Modalities, float[]>());
        foreach (var term in terms)
        {
            var mean = new float[size];
            foreach (var input in term.Inputs)
                TensorPrimitives.Add(mean, vectors[input], mean);
            if (!UnitVector.TryScale(mean))
                return UnitVector.Fault($"{package}/endpoint", "all frames of a part together");
            TensorPrimitives.MultiplyAdd(mean, term.Weight, total, total);

            // What came of several modalities together is of none of them alone.
            var of = term.Modality.Count() == 1 ? term.Modality : Modalities.None;
            if (!added.TryGetValue(of, out var sum))
                added.Add(of, sum = new float[size]);
            TensorPrimitives.MultiplyAdd(mean, term.Weight, sum, sum);
        }

        var norm = TensorPrimitives.Norm<float>(total);
        if (!UnitVector.TryScale(total))
            return new Error(
                ErrorReason.QueryContradictory, "The parts of an item cancel each other out.", Remedy: "Leave one of them out.");
        foreach (var sum in added.Values)
            TensorPrimitives.Divide(sum, norm, sum);
        return new EmbeddingVector(total, added.ToDictionary(pair => pair.Key, pair => (ReadOnlyMemory<float>)pair.Value));
    }
}
