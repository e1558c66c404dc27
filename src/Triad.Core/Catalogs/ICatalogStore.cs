using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Core.Catalogs;

/// <summary>The rows of all catalogs: a video of a tenant is a row of its own, in one bucket of the tenant.</summary>
public interface ICatalogStore
{
    /// <summary>Opens a bucket of a tenant's catalog.</summary>
    Task<Result<ICatalogRows>> OpenAsync(TenantId tenant, int bucket, CancellationToken cancellationToken);

    /// <summary>What each tenant that has videos has stored. It reads counters or names, never the videos' own state.</summary>
    Task<Result<IReadOnlyDictionary<TenantId, StoredTotals>>> TotalsAsync(CancellationToken cancellationToken);
}
