namespace Triad.Grains.Abstractions.Shards;

/// <summary>Where the file of a shard is. Each step is one write of the shard's state: whatever is cut short is found by the next one.</summary>
public enum ShardPhase
{
    /// <summary>Here, and nowhere else.</summary>
    Hot,

    /// <summary>Here, and that counts; a copy is being stored.</summary>
    Offloading,

    /// <summary>In the media store, and that counts; what is here may go.</summary>
    Offloaded,

    /// <summary>In the media store, and that counts; it is being brought back.</summary>
    Restoring,

    /// <summary>Here, and that counts; the stored copy is yet to be deleted.</summary>
    Restored,
}
