using Triad.Core.Modality;
using Triad.Inference.Sound;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Omni;

/// <summary>What model.json says of a package of the kind <c>omni</c>. See docs/models.md.</summary>
internal sealed record OmniManifest
{
    /// <summary>The modalities that it embeds; text always.</summary>
    public required Modalities Modalities { get; init; }

    /// <summary>Numbers that the text graph gives.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>How many of them a vector keeps: the first ones, brought to unit length again (Kusupati et al. 2022).</summary>
    public required int Dimensions { get; init; }

    /// <summary>True where the full mask of a segment is stored.</summary>
    public required bool StoreFull { get; init; }

    /// <summary>The other masks that are stored of a segment; each costs a pass of its own.</summary>
    public required IReadOnlyList<Modalities> Stored { get; init; }

    /// <summary>Length of a segment in seconds.</summary>
    public required double SegmentSeconds { get; init; }

    /// <summary>The tokenizer; of no use where problems were noted.</summary>
    public required ITokenizerPlan? Tokenizer { get; init; }

    /// <summary>Most ids of an item, placeholders included.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>What stands before texts.</summary>
    public required OmniPrompts Prompts { get; init; }

    /// <summary>How pictures are prepared; null where the package has none.</summary>
    public required OmniPictures? Pictures { get; init; }

    /// <summary>How sound is prepared; null where the package has none.</summary>
    public required MagnitudeMelSettings? Sound { get; init; }

    /// <summary>Most soft tokens of one piece of sound: what lasts longer goes in as several pieces.</summary>
    public required int SoundTokens { get; init; }

    /// <summary>Ids that are no text.</summary>
    public required OmniTokens Tokens { get; init; }

    /// <summary>The graphs that the package has.</summary>
    public required IReadOnlyDictionary<Modalities, OmniGraph> Graphs { get; init; }
}
