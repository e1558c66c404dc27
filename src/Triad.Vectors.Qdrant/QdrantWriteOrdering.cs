namespace Triad.Vectors.Qdrant;

/// <summary>In which order writes reach the copies of a shard.</summary>
public enum QdrantWriteOrdering
{
    /// <summary>One copy orders them; another may take over while it is gone.</summary>
    Medium,

    /// <summary>One fixed copy orders them; writes are refused while it is gone.</summary>
    Strong,
}
