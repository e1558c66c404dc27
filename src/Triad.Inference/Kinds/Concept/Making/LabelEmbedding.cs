using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Inference.Classes;
using Triad.Inference.Embedding;
using Triad.Inference.Hub;

namespace Triad.Inference.Kinds.Concept.Making;

/// <summary>Embeds labels and background texts with a text encoder.</summary>
internal static class LabelEmbedding
{
    private const int Chunk = 64;

    /// <summary>The vectors that a concept package has.</summary>
    /// <param name="text">The text encoder.</param>
    /// <param name="labels">The labels: a label's vector is the unit mean of its texts', as texts that are stored.</param>
    /// <param name="background">What is subtracted from both sides.</param>
    /// <param name="texts">Texts whose mean, as of texts that ask, is subtracted from texts instead; null for none.</param>
    /// <param name="cancellationToken">Stops between chunks.</param>
    public static async Task<Result<ConceptVectors>> EmbedAsync(
        IEmbedder text, IReadOnlyList<ClassLabel> labels, ConceptBackground background, IReadOnlyList<string>? texts,
        CancellationToken cancellationToken)
    {
        var size = text.Model.Dimension;
        var embedded = await EmbedAsync(text, [.. labels.SelectMany(label => label.Texts)], EmbedRole.Media, cancellationToken)
            .ConfigureAwait(false);
        if (!embedded.IsOk)
            return embedded.Error;
        var (all, mean, at) = (new float[labels.Count * size], new float[size], 0);
        for (var i = 0; i < labels.Count; at += labels[i].Texts.Count, i++)
        {
            var vector = all.AsSpan(i * size, size);
            foreach (var one in embedded.Value.Skip(at).Take(labels[i].Texts.Count))
                TensorPrimitives.Add(vector, one.Span, vector);
            if (!UnitVector.TryScale(vector))
                return UnitVector.Fault(text.Model.Package, labels[i].Name);
            TensorPrimitives.Add(mean, vector, mean);
        }

        TensorPrimitives.Divide(mean, labels.Count, mean);
        if (background == ConceptBackground.None)
            mean = new float[size];
        if (texts is null)
            return new ConceptVectors(mean, mean, all);
        var asking = await EmbedAsync(text, texts, EmbedRole.Query, cancellationToken).ConfigureAwait(false);
        if (!asking.IsOk)
            return asking.Error;
        var ofTexts = new float[size];
        foreach (var one in asking.Value)
            TensorPrimitives.Add(ofTexts, one.Span, ofTexts);
        TensorPrimitives.Divide(ofTexts, texts.Count, ofTexts);
        return new ConceptVectors(ofTexts, mean, all);
    }

    private static async Task<Result<IReadOnlyList<ReadOnlyMemory<float>>>> EmbedAsync(
        IEmbedder text, IReadOnlyList<string> texts, EmbedRole role, CancellationToken cancellationToken)
    {
        var name = RepresentationName.Of(Modalities.Text);
        var vectors = new List<ReadOnlyMemory<float>>();
        foreach (var chunk in texts.Chunk(Chunk))
        {
            var items = chunk.Select(one => new EmbedItem([new EmbedPart(1, one, null, null)], [name]) { Role = role }).ToArray();
            var embedded = await text.EmbedAsync(new EmbedRequest(items, EmbedPriority.Ingest), cancellationToken).ConfigureAwait(false);
            if (!embedded.IsOk)
                return embedded.Error;
            vectors.AddRange(embedded.Value.Items.Select(item => item.Vectors[name].Vector));
        }

        return vectors;
    }
}
