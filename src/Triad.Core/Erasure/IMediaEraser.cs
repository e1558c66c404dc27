using Triad.Core.Errors;

namespace Triad.Core.Erasure;

/// <summary>Erases what a media store has of a tenant or a video, also of videos that nobody knows of any more.</summary>
public interface IMediaEraser
{
    /// <summary>How many blobs of the subject there are of each kind.</summary>
    /// <param name="subject">The tenant or video.</param>
    /// <param name="kindOf">The kind of a blob's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<IReadOnlyDictionary<string, long>>> CountAsync(
        ErasureSubject subject, Func<string, string> kindOf, CancellationToken cancellationToken);

    /// <summary>Deletes all of them; durable on return.</summary>
    Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken);
}
