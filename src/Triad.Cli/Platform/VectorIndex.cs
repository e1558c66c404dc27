namespace Triad.Cli.Platform;

/// <summary>What keeps the vectors of a platform, by the names of its setting Triad:Storage:Vectors.</summary>
internal enum VectorIndex
{
    /// <summary>The exact index of the platform itself, in the data directory.</summary>
    Embedded,

    /// <summary>Qdrant.</summary>
    Qdrant,
}
