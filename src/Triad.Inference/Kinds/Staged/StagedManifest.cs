using Triad.Core.Embedding;
using Triad.Inference.Pictures;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Staged;

/// <summary>What model.json says of a package of the kind <c>staged</c>. See docs/models.md.</summary>
internal sealed record StagedManifest
{
    /// <summary>Numbers in a vector, whatever the head.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>Length of a segment in seconds.</summary>
    public required double SegmentSeconds { get; init; }

    /// <summary>What is stored of a segment that has it.</summary>
    public required IReadOnlyList<StagedHead> Stored { get; init; }

    /// <summary>How pictures are prepared; of no use where problems were noted.</summary>
    public required PictureSettings? Pictures { get; init; }

    /// <summary>How many frames of a clip are taken, at even distances; null for all.</summary>
    public required int? FramesTaken { get; init; }

    /// <summary>Samples a second.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Samples that become one tick.</summary>
    public required int SamplesPerTick { get; init; }

    /// <summary>The tokenizer; of no use where problems were noted.</summary>
    public required ITokenizerPlan? Tokenizer { get; init; }

    /// <summary>The id that fills up a text beside longer ones; masked out.</summary>
    public required int PadId { get; init; }

    /// <summary>Numbers between the graphs.</summary>
    public required StagedSizes Sizes { get; init; }

    /// <summary>The graphs by their names.</summary>
    public required IReadOnlyDictionary<string, StageFile> Graphs { get; init; }

    /// <summary>Scale and bias of the logits, by pair: of the dot product of vectors as they leave the graphs.</summary>
    public required IReadOnlyDictionary<string, ScoreCalibration> Logits { get; init; }

    /// <summary>What stored vectors are long before they are scaled to unit length, as a rule; by their name, where the package says so.</summary>
    public required IReadOnlyDictionary<string, double> Lengths { get; init; }
}
