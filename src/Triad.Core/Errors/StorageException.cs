namespace Triad.Core.Errors;

/// <summary>
/// Broken infrastructure beneath a port that has no result to say so (grain storage): StorageFull or Unavailable. What was to be written
/// was not acknowledged.
/// </summary>
public sealed class StorageException : Exception
{
    private static readonly Error Silent = new(
        ErrorReason.Unavailable, "A storage does not answer. Retry.", Remedy: "Retry.", RetryAfter: TimeSpan.FromSeconds(2));

    /// <summary>A failure of storage.</summary>
    public StorageException(Error error, Exception? inner = null)
        : base(error.Message, inner) => Error = error;

    /// <summary>What callers are told. One that comes from another process has lost it on the way, and counts as a storage that does not answer.</summary>
    public Error Error => field ?? Silent;
}
