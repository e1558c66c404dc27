namespace Triad.Inference.Kinds.Concept;

/// <summary>What model.json says of a package of the kind <c>concept</c>. See docs/models.md.</summary>
internal sealed record ConceptManifest
{
    /// <summary>The file of the vectors.</summary>
    public required string File { get; init; }

    /// <summary>The file of the labels whose vectors these are.</summary>
    public required string Labels { get; init; }

    /// <summary>How many of the most probable classes count.</summary>
    public required int Top { get; init; }

    /// <summary>What logits are divided by: above 1 makes probabilities flatter.</summary>
    public required double Temperature { get; init; }

    /// <summary>How frames or windows become one vector.</summary>
    public required ConceptPool Pool { get; init; }
}
