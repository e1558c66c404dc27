using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Core.Media;

/// <summary>Holds the bytes of videos and what is derived from them. A blob is written whole or not at all.</summary>
public interface IMediaStore
{
    /// <summary>
    /// Writes a blob from chunks, replacing one of the same name. When it returns, the blob survives a power cut. A failed result
    /// among the chunks, cancellation, or more than <paramref name="maxLength"/> bytes leave nothing behind.
    /// </summary>
    /// <returns>Length and hash; or the chunks' failure, LimitExceeded, StorageFull or Unavailable.</returns>
    Task<Result<StoredMedia>> WriteAsync(
        MediaKey key,
        IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> chunks,
        long maxLength,
        CancellationToken cancellationToken);

    /// <summary>Opens a blob for reading from an offset. ContentNotFound where there is none.</summary>
    Task<Result<Stream>> OpenReadAsync(MediaKey key, long offset, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a blob available as a local file for as long as the lease is held: decoders need a file. ContentNotFound where there is none.
    /// </summary>
    Task<Result<IMediaLease>> LeaseFileAsync(MediaKey key, CancellationToken cancellationToken);

    /// <summary>The names and sizes of a video's blobs.</summary>
    Task<Result<IReadOnlyDictionary<string, long>>> ListAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken);

    /// <summary>Deletes one blob; success where there is none.</summary>
    Task<Result> DeleteAsync(MediaKey key, CancellationToken cancellationToken);

    /// <summary>Deletes all blobs of a video; success where there are none.</summary>
    Task<Result> DeleteVideoAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken);
}
