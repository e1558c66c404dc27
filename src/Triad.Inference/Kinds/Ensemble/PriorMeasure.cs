using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Core.Scores;

namespace Triad.Inference.Kinds.Ensemble;

/// <summary>
/// Measures what scores of unrelated things are like: of captions of everyday scenes and of generated pictures and sounds each asks all others. It is what
/// counts before a tenant's own vectors are there, and the less the more of those there are.
/// </summary>
internal sealed class PriorMeasure(IEmbedder ensemble)
{
    private const int Digits = 5;

    /// <summary>The priors as model.json has them.</summary>
    public async Task<Result<JsonObject>> MeasureAsync(CancellationToken cancellationToken)
    {
        var background = Modalities.All.Parts()
            .Where(modality => ensemble.Model.Modalities.Contains(modality))
            .ToDictionary(modality => modality, modality => Background.Of(modality, ensemble.Model.Decode));
        var priors = new JsonObject();
        foreach (var representation in ensemble.Model.Representations)
        {
            // Of what is made of several modalities the background has nothing.
            if (!background.TryGetValue(representation.Mask, out var media))
                continue;
            var stored = await EmbedAsync(media, representation.Name, EmbedRole.Media, cancellationToken).ConfigureAwait(false);
            if (!stored.IsOk)
                return stored.Error;
            var kinds = new JsonObject();
            foreach (var (modality, things) in background.Where(one => EnsembleMember.Takes(representation, one.Key)))
            {
                var asking = await EmbedAsync(things, representation.Name, EmbedRole.Query, cancellationToken).ConfigureAwait(false);
                if (!asking.IsOk)
                    return asking.Error;
                if (PriorOf(asking.Value, stored.Value, modality == representation.Mask) is { } prior)
                    kinds[modality.ToName()] = new JsonArray(Math.Round(prior.Mean, Digits), Math.Round(prior.Deviation, Digits));
            }

            if (kinds.Count > 0)
                priors[representation.Name.Value] = kinds;
        }

        return priors;
    }

    /// <summary>The moments of all pairs; of the same things without each and itself. Null where they tell nothing.</summary>
    internal static ScorePrior? PriorOf(IReadOnlyList<ReadOnlyMemory<float>> asking, IReadOnlyList<ReadOnlyMemory<float>> stored, bool areSame)
    {
        var moments = default(ScoreMoments);
        for (var i = 0; i < asking.Count; i++)
            for (var j = 0; j < stored.Count; j++)
                if (!areSame || i != j)
                    moments = moments.With(TensorPrimitives.Dot(asking[i].Span, stored[j].Span));
        var deviation = moments.Count > 1 ? Math.Sqrt(moments.Squares / (moments.Count - 1)) : 0;
        return deviation >= Math.Pow(10, -Digits) ? new ScorePrior(moments.Mean, deviation) : null;
    }

    private async Task<Result<IReadOnlyList<ReadOnlyMemory<float>>>> EmbedAsync(
        IReadOnlyList<EmbedPart> things, RepresentationName name, EmbedRole role, CancellationToken cancellationToken)
    {
        // One after the other: a queue of the platform's size would not take all at once, and a queue shared with nobody needs none.
        var vectors = new List<ReadOnlyMemory<float>>();
        foreach (var thing in things)
        {
            var request = new EmbedRequest([new EmbedItem([thing], [name]) { Role = role }], EmbedPriority.Ingest);
            var response = await ensemble.EmbedAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsOk)
                return response.Error;
            if (response.Value.Items[0].Vectors.TryGetValue(name, out var made))
                vectors.Add(made.Vector);
        }

        return vectors;
    }
}
