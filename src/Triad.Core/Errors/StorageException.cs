namespace Triad.Core.Errors;

/// <summary>
/// Broken infrastructure beneath a port that has no result to say so (grain storage): StorageFull or Unavailable. What was to be written
/// was not acknowledged.
/// </summary>
public sealed class StorageException(Error error, Exception? inner = null) : Exception(error.Message, inner)
{
    /// <summary>What callers are told.</summary>
    public Error Error { get; } = error;
}
