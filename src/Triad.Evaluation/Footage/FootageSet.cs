namespace Triad.Evaluation.Footage;

/// <summary>A set of real things.</summary>
public enum FootageSet
{
    /// <summary>Photographs with words.</summary>
    Photographs,

    /// <summary>Sounds with words.</summary>
    Sounds,

    /// <summary>Things with a photograph, a sound and words.</summary>
    Triples,

    /// <summary>Clips with queries.</summary>
    Clips,
}
