namespace Triad.Client;

/// <summary>What a hit stands for.</summary>
public enum ResultGrouping
{
    /// <summary>The platform's choice: by video.</summary>
    Default = 0,

    /// <summary>Each video at most once, with its best segment.</summary>
    Video = 1,

    /// <summary>Every segment for itself.</summary>
    Segment = 2,
}
