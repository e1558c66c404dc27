namespace Triad.Core.Indexing;

/// <summary>What one hit stands for; of several points the best is returned.</summary>
public enum HitGrouping
{
    /// <summary>A segment: its best representation among those searched.</summary>
    Segment,

    /// <summary>A video: its best segment.</summary>
    Video,
}
