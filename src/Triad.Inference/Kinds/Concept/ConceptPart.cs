using Triad.Inference.Classes;

namespace Triad.Inference.Kinds.Concept;

/// <summary>A part of an item on its way to a vector: rows for the classifier, or a text.</summary>
/// <param name="Weight">The part's weight.</param>
/// <param name="Text">The text; null for media.</param>
/// <param name="Rows">The rows; none for a text.</param>
internal sealed record ConceptPart(float Weight, string? Text, IReadOnlyList<ClassRow> Rows);
