using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Text;

/// <summary>What model.json says of a package of the kind <c>text</c>. See docs/models.md.</summary>
internal sealed record TextManifest
{
    /// <summary>Numbers in a vector.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>Length of a segment in seconds.</summary>
    public required double SegmentSeconds { get; init; }

    /// <summary>The tokenizer; of no use where problems were noted.</summary>
    public required ITokenizerPlan? Tokenizer { get; init; }

    /// <summary>How the vectors of tokens become one.</summary>
    public required Pooling Pooling { get; init; }

    /// <summary>What stands before a text that asks; may be empty.</summary>
    public required string QueryPrompt { get; init; }

    /// <summary>What stands before a text that is stored; may be empty.</summary>
    public required string DocumentPrompt { get; init; }

    /// <summary>The graph's file.</summary>
    public required string Graph { get; init; }

    /// <summary>The output that has the vectors of tokens.</summary>
    public required string Output { get; init; }

    /// <summary>True where the graph has the input <c>token_type_ids</c>.</summary>
    public required bool TokenTypes { get; init; }

    /// <summary>The id that fills up shorter texts.</summary>
    public required int PadId { get; init; }

    /// <summary>True where a text must not share a batch: the graph takes scales from all of it.</summary>
    public required bool Alone { get; init; }
}
