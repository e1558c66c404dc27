namespace Triad.Benchmarks.Crash;

/// <summary>What is known of an upload.</summary>
internal enum VideoRecordState
{
    /// <summary>Tried; whether it happened is not known yet.</summary>
    Uploading,

    /// <summary>Acknowledged, or seen to have happened.</summary>
    Stored,

    /// <summary>Stored, and its deletion was tried; whether that happened is not known yet.</summary>
    Deleting,

    /// <summary>Its deletion was acknowledged, or seen to have happened.</summary>
    Deleted,

    /// <summary>Seen not to have happened, or refused.</summary>
    Absent,
}
