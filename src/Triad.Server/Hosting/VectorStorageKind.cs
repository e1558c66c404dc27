namespace Triad.Server.Hosting;

/// <summary>Which index keeps the vectors and answers searches.</summary>
internal enum VectorStorageKind
{
    /// <summary>The exact index of this process, in the data directory.</summary>
    Embedded,

    /// <summary>A Qdrant server or cluster, which every process asks.</summary>
    Qdrant,
}
