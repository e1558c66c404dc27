using System.Collections.Immutable;
using Orleans.Concurrency;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Catalogs;

/// <summary>Lists one bucket of a tenant's videos. Key: <see cref="CatalogKey"/>.</summary>
[Alias("triad.ICatalogGrain")]
public interface ICatalogGrain : IGrainWithStringKey
{
    /// <summary>Adds a video; success where it is there.</summary>
    [Alias("Add")]
    Task<Result> AddAsync(CatalogEntry entry, CancellationToken cancellationToken);

    /// <summary>Removes a video; success where it is not there.</summary>
    [Alias("Remove")]
    Task<Result> RemoveAsync(VideoId video, CancellationToken cancellationToken);

    /// <summary>Entries newest first, then by id, after a given one (null for the start), at most <paramref name="limit"/>.</summary>
    [Alias("List")]
    [AlwaysInterleave]
    Task<Result<ImmutableArray<CatalogEntry>>> ListAsync(CatalogEntry? after, int limit, CancellationToken cancellationToken);
}
