using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Evaluation.Metrics;

namespace Triad.Benchmarks.Packages;

/// <summary>The vectors of clips by one package, and what retrieval they give.</summary>
internal sealed class EmbeddedClips
{
    private const Modalities Both = Modalities.Video | Modalities.Audio;

    private static readonly Modalities[] Masks = [Modalities.Text, Modalities.Video, Modalities.Audio, Both];

    private readonly Dictionary<Modalities, float[][]> _vectors;

    private EmbeddedClips(Dictionary<Modalities, float[][]> vectors) => _vectors = vectors;

    /// <summary>What is asked with, and what is looked for.</summary>
    public static IReadOnlyList<(Modalities Query, Modalities Target)> Directions { get; } =
    [
        (Modalities.Text, Both), (Both, Modalities.Text), (Modalities.Text, Modalities.Video), (Modalities.Text, Modalities.Audio),
        (Modalities.Video, Modalities.Audio), (Modalities.Audio, Modalities.Video),
    ];

    public static async Task<EmbeddedClips> EmbedAsync(
        IEmbedder embedder, IReadOnlyList<(string Caption, DecodedSegment Segment)> clips, CancellationToken cancellationToken)
    {
        var vectors = Masks.ToDictionary(mask => mask, _ => new float[clips.Count][]);
        for (var i = 0; i < clips.Count; i++)
        {
            var item = new EmbedItem([new EmbedPart(1, clips[i].Caption, clips[i].Segment.Frames, clips[i].Segment.Audio)], [.. Masks.Select(RepresentationName.Of)]);
            var response = await embedder.EmbedAsync(new EmbedRequest([item], EmbedPriority.Query), cancellationToken);
            if (!response.IsOk)
                throw new BenchmarkUsageException(response.Error.Message);
            foreach (var mask in Masks)
                vectors[mask][i] = response.Value.Items[0].Vectors[RepresentationName.Of(mask)].Vector.ToArray();
        }

        return new EmbeddedClips(vectors);
    }

    /// <summary>Recall and ranks of a direction, ties sharing their mean rank.</summary>
    public RetrievalMetrics Retrieve((Modalities Query, Modalities Target) direction)
    {
        var (queries, targets) = (_vectors[direction.Query], _vectors[direction.Target]);
        var ranks = queries.Select((query, i) => RetrievalRank.Of([.. targets.Select(target => (double)TensorPrimitives.Dot<float>(query, target))], i));
        return RetrievalMetrics.FromRanks([.. ranks]);
    }

    /// <summary>The smallest cosine between a clip's vectors and those of another package; null where their sizes differ.</summary>
    public double? MinCosine(EmbeddedClips other) => _vectors[Both][0].Length != other._vectors[Both][0].Length
        ? null
        : Masks.Min(mask => _vectors[mask].Zip(other._vectors[mask], (left, right) => (double)TensorPrimitives.Dot<float>(left, right)).Min());
}
