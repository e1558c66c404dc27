namespace Triad.Inference.Kinds.Concept;

/// <summary>How the frames or windows of a segment become one vector.</summary>
internal enum ConceptPool
{
    /// <summary>Each has a vector; their mean counts.</summary>
    Vectors,

    /// <summary>The mean of their probabilities has a vector.</summary>
    Scores,
}
