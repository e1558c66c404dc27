using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Core.Catalogs;

/// <summary>
/// A bucket as one activation of its grain has opened it. A success is durable. EpochStale: another activation has written since it was
/// opened, and the write is not acknowledged. After any other failure the write may have happened or not: repeat it. One write at a time;
/// reads go beside it.
/// </summary>
public interface ICatalogRows
{
    /// <summary>Adds a video, in the place of an older entry of its id; success where it is there.</summary>
    Task<Result> AddAsync(CatalogRow row, CancellationToken cancellationToken);

    /// <summary>Removes a video; success where it is not there.</summary>
    Task<Result> RemoveAsync(VideoId video, CancellationToken cancellationToken);

    /// <summary>Rows newest first, then by id, after a given place (null for the start), at most <paramref name="limit"/>.</summary>
    Task<Result<IReadOnlyList<CatalogRow>>> ListAsync(CatalogRow? after, int limit, CancellationToken cancellationToken);
}
