namespace Triad.Client;

/// <summary>Where a video is on its way into the library.</summary>
public enum VideoState
{
    /// <summary>A state that this version of the client does not know.</summary>
    Unknown = 0,

    /// <summary>Bytes are missing still.</summary>
    Uploading = 1,

    /// <summary>Durable; waits for a free ingest host.</summary>
    Queued = 2,

    /// <summary>Its streams are looked at.</summary>
    Probing = 3,

    /// <summary>Frames and sound are decoded.</summary>
    Decoding = 4,

    /// <summary>Segments are embedded.</summary>
    Embedding = 5,

    /// <summary>Vectors are written.</summary>
    Indexing = 6,

    /// <summary>Final: it can be found.</summary>
    Ready = 7,

    /// <summary>Final: see <see cref="Video.Failure"/>.</summary>
    Failed = 8,

    /// <summary>It cannot be found any more; its data is being removed.</summary>
    Deleting = 9,
}
