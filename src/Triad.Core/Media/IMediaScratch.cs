using Triad.Core.Errors;

namespace Triad.Core.Media;

/// <summary>Holds the media of a query for the time of the query.</summary>
public interface IMediaScratch
{
    /// <summary>Writes bytes to a private file that is deleted with the lease.</summary>
    Task<Result<IMediaLease>> HoldAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);
}
