using Triad.Core.Modality;
using Triad.Inference.Pictures;
using Triad.Inference.Sound;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>What model.json says of a package of the kind <c>dual-encoder</c>. See docs/models.md.</summary>
internal sealed record DualEncoderManifest
{
    /// <summary>Numbers in a vector.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>Length of a segment in seconds.</summary>
    public required double SegmentSeconds { get; init; }

    /// <summary>How pictures are prepared; null where there is no tower for them.</summary>
    public required PictureSettings? Pictures { get; init; }

    /// <summary>How sound is prepared; null where there is no tower for it.</summary>
    public required ISoundInput? Sound { get; init; }

    /// <summary>The tokenizer; of no use where problems were noted.</summary>
    public required ITokenizerPlan? Tokenizer { get; init; }

    /// <summary>The graph of pictures; null where there is none.</summary>
    public required TowerGraph? Vision { get; init; }

    /// <summary>The graph of sound; null where there is none.</summary>
    public required TowerGraph? Hearing { get; init; }

    /// <summary>The head that makes one vector of a clip's frames; null where it is their mean.</summary>
    public FrameHead? Temporal { get; init; }

    /// <summary>The head that compares a text with a clip's frames; null where there is none.</summary>
    public FrameHead? Rerank { get; init; }

    /// <summary>The graph of texts.</summary>
    public required TowerGraph Text { get; init; }

    /// <summary>How it takes ids.</summary>
    public required TextInputs TextInputs { get; init; }

    /// <summary>The media that it embeds, a representation each.</summary>
    public Modalities Media =>
        (Vision is null ? Modalities.None : Modalities.Video) | (Hearing is null ? Modalities.None : Modalities.Audio);
}
