namespace Triad.Client;

/// <summary>What a stored vector stands for.</summary>
public enum SearchLevel
{
    /// <summary>The platform's choice: segments.</summary>
    Default = 0,

    /// <summary>A segment of a video.</summary>
    Segment = 1,

    /// <summary>A whole video.</summary>
    Video = 2,
}
