namespace Triad.Grains.Abstractions.Searches;

/// <summary>The kinds of query parts.</summary>
public enum SearchPartKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Compressed sound.</summary>
    Audio,

    /// <summary>A compressed picture.</summary>
    Image,

    /// <summary>A compressed video clip, with frames, sound or both.</summary>
    Video,

    /// <summary>A stored video or segment of the same tenant.</summary>
    Stored,

    /// <summary>A vector of the tenant's space.</summary>
    Vector,
}
