namespace Triad.Core.Indexing;

/// <summary>What a stored vector stands for.</summary>
public enum VectorLevel
{
    /// <summary>A segment of a video.</summary>
    Segment,

    /// <summary>A whole video.</summary>
    Video,
}
