namespace Triad.Inference.Hub;

/// <summary>What is subtracted from texts and from media, so that what all have in common does not count.</summary>
public enum ConceptBackground
{
    /// <summary>The mean of the label vectors: what a thing has of which each class is as probable.</summary>
    Labels,

    /// <summary>Nothing.</summary>
    None,
}
