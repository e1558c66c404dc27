namespace Triad.Grains.Abstractions.Videos;

/// <summary>Where a video is on its way into the index.</summary>
public enum VideoStatus
{
    /// <summary>Bytes are arriving.</summary>
    Uploading,

    /// <summary>Waits for an ingest host.</summary>
    Queued,

    /// <summary>Its container and streams are looked at.</summary>
    Probing,

    /// <summary>Frames and sound are decoded and embedded.</summary>
    Decoding,

    /// <summary>All is decoded; the last embeddings are computed.</summary>
    Embedding,

    /// <summary>Its vectors are made visible to searches.</summary>
    Indexing,

    /// <summary>It can be found.</summary>
    Ready,

    /// <summary>It cannot be ingested.</summary>
    Failed,

    /// <summary>It is being erased.</summary>
    Deleting,
}
