namespace Triad.Vectors.Qdrant;

/// <summary>How many copies of a shard a search asks.</summary>
public enum QdrantReadConsistency
{
    /// <summary>A majority: what most of them have.</summary>
    Majority,

    /// <summary>More than half of them, all of which have it.</summary>
    Quorum,

    /// <summary>All of them.</summary>
    All,
}
