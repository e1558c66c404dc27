using Triad.Core.LongInput;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Frames;
using Triad.Inference.Sound;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>What model.json says of a package of the kind <c>fusion</c>. See docs/model-package.md.</summary>
internal sealed record FusionManifest
{
    /// <summary>The modalities that it embeds.</summary>
    public required Modalities Modalities { get; init; }

    /// <summary>Numbers in an embedding, as the fusion graph projects it.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>The principal components that embeddings are brought to; null where vectors are the embeddings themselves.</summary>
    public required PcaSettings? Pca { get; init; }

    /// <summary>Numbers in a vector, of a query or stored.</summary>
    public int VectorSize => Pca?.Dimensions ?? EmbeddingSize;

    /// <summary>Numbers in a token.</summary>
    public required int TokenSize { get; init; }

    /// <summary>True where the full mask of a segment is stored.</summary>
    public required bool StoreFull { get; init; }

    /// <summary>The other masks that are stored of a segment.</summary>
    public required IReadOnlyList<Modalities> Stored { get; init; }

    /// <summary>Length of a segment in seconds.</summary>
    public required double SegmentSeconds { get; init; }

    /// <summary>How the vector of a whole video is made.</summary>
    public required LongInputPolicy LongInput { get; init; }

    /// <summary>The text front-end; null where the package has no text, or takes features of words.</summary>
    public required ITokenizerPlan? Text { get; init; }

    /// <summary>The picture front-end; null where the package has no video, or takes features of pictures.</summary>
    public required VideoSettings? Video { get; init; }

    /// <summary>The audio front-end; null where the package has no audio.</summary>
    public required AudioSettings? Audio { get; init; }

    /// <summary>Numbers in a feature of a word, where the text graph takes those of a backbone outside of the package; else null.</summary>
    public required int? TextFeatures { get; init; }

    /// <summary>Numbers in a feature of a run of frames, where the video graph takes those of a backbone outside of the package; else null.</summary>
    public required int? VideoFeatures { get; init; }

    /// <summary>File of the tokens that stand for a missing text, video and sound, where the package has one. For comparisons only.</summary>
    public required string? Masking { get; init; }

    /// <summary>The modalities that media and queries can be embedded with: those with a front-end in the package.</summary>
    public Modalities Served => Modalities
        & ~(TextFeatures is null ? Modalities.None : Modalities.Text)
        & ~(VideoFeatures is null ? Modalities.None : Modalities.Video);

    /// <summary>Graph files by graph.</summary>
    public required IReadOnlyDictionary<FusionGraph, string> Graphs { get; init; }
}
