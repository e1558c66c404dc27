using Triad.Inference.Pictures;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>What model.json says of a package of the kind <c>dual-encoder</c>. See docs/models.md.</summary>
internal sealed record DualEncoderManifest
{
    /// <summary>Numbers in a vector.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>Length of a segment in seconds.</summary>
    public required double SegmentSeconds { get; init; }

    /// <summary>How pictures are prepared; of no use where problems were noted.</summary>
    public required PictureSettings? Pictures { get; init; }

    /// <summary>The tokenizer; of no use where problems were noted.</summary>
    public required ITokenizerPlan? Tokenizer { get; init; }

    /// <summary>The graph of pictures.</summary>
    public required TowerGraph Vision { get; init; }

    /// <summary>The graph of texts.</summary>
    public required TowerGraph Text { get; init; }

    /// <summary>How it takes ids.</summary>
    public required TextInputs TextInputs { get; init; }
}
