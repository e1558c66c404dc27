using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Omni;

/// <summary>
/// Makes the vectors of one item whose soft tokens are there: a pass of the text graph for each mask and each layer of weights.
/// </summary>
internal sealed class OmniVectors(
    OmniPackage package,
    OmniItem read,
    IReadOnlyList<(OmniPiece Piece, SoftTokens Soft)> soft,
    Admission admission,
    CancellationToken cancellationToken)
{
    private readonly ConcurrentDictionary<string, bool> _notices = new(StringComparer.Ordinal);

    /// <summary>What was cut.</summary>
    public IEnumerable<string> Notices => _notices.Keys;

    /// <summary>The vector of a mask of which the item has something.</summary>
    public async Task<Result<EmbeddingVector>> OfAsync(Modalities mask)
    {
        var parts = read.Item.Parts.Select((part, i) => (Part: i, part.Weight)).Where(part => IsIn(mask, part.Part));
        var layers = WeightLayers.Of([.. parts]);
        var passes = await Task.WhenAll(layers.Select(layer => PassAsync(mask, layer.Parts))).ConfigureAwait(false);
        if (passes.FirstOrDefault(pass => !pass.IsOk).Error is { } failed)
            return failed;
        return passes is [var only] ? only : Sum([.. layers.Zip(passes, (layer, pass) => (layer.Weight, pass.Value))]);
    }

    private bool IsIn(Modalities mask, int part) => (mask.Contains(Modalities.Text) && read.Item.Parts[part].Text is not null)
        || read.Pieces.Any(piece => piece.Part == part && mask.Contains(piece.Modality));

    private async Task<Result<EmbeddingVector>> PassAsync(Modalities mask, IReadOnlySet<int> parts)
    {
        var (manifest, text) = (package.Manifest, read.TextOf(mask, parts, package.Manifest.Prompts));
        var made = soft.Where(one => mask.Contains(one.Piece.Modality) && parts.Contains(one.Piece.Part)).ToArray();
        if (package.Sequence.Build(text, [.. made.Select(one => one.Piece)]) is not { } row)
            return Error.OverLimit(
                $"{read.Path}.parts", made.Sum(one => one.Piece.Count), "text.max_tokens of the model", manifest.MaxTokens,
                "Send shorter parts, or fewer.");
        if (row.IsCut)
            _notices[$"The end of the text was cut: {manifest.MaxTokens} ids go in, those of media included."] = true;
        var work = new OmniTextWork(row.Ids, [.. made.Select(one => one.Soft)]);
        var given = await package.Opened.Scheduler.RunAsync(package.Text, work, admission, cancellationToken).ConfigureAwait(false);
        var shown = string.Join(", ", made.Select(one => one.Piece.Shown).Prepend(text).Where(part => part.Length > 0));
        if (!given.IsOk)
            return UnitVector.Of(given.Error, shown);
        var vector = given.Value.AsSpan(0, manifest.Dimensions).ToArray();
        if (!UnitVector.TryScale(vector))
            return UnitVector.Fault(package.Text.Stage.Name, shown);

        // What a pass over several modalities gives is of none of them alone.
        var all = made.Aggregate(text.Length > 0 ? Modalities.Text : Modalities.None, (all, one) => all | one.Piece.Modality);
        var single = all.Count() == 1 ? all : Modalities.None;
        return new EmbeddingVector(vector, new Dictionary<Modalities, ReadOnlyMemory<float>> { [single] = vector });
    }

    private Result<EmbeddingVector> Sum(IReadOnlyList<(float Weight, EmbeddingVector Vector)> passes)
    {
        var added = new Dictionary<Modalities, float[]>();
        var total = new float[package.Manifest.Dimensions];
        foreach (var (weight, pass) in passes)
        {
            TensorPrimitives.MultiplyAdd(pass.Vector.Span, weight, total, total);
            foreach (var (modality, vector) in pass.ByModality)
            {
                if (!added.TryGetValue(modality, out var sum))
                    added.Add(modality, sum = new float[total.Length]);
                TensorPrimitives.MultiplyAdd(vector.Span, weight, sum, sum);
            }
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
