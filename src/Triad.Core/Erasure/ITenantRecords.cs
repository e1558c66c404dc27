using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Core.Erasure;

/// <summary>
/// What a grain storage keeps of a tenant, seen from outside of the grains: states, and rows of owners. It finds also what no grain and no list
/// knows of any more. A grain that is active meanwhile finds its state's version gone at its next write, and begins anew.
/// </summary>
public interface ITenantRecords
{
    /// <summary>How many states of a name there are whose grain's key is the tenant, or begins with it.</summary>
    Task<Result<long>> CountStatesAsync(string stateName, TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Removes those states.</summary>
    Task<Result> EraseStatesAsync(string stateName, TenantId tenant, CancellationToken cancellationToken);

    /// <summary>How many states of a name say themselves whose they are (<c>tenantId</c>), and are the tenant's.</summary>
    Task<Result<long>> CountOwnedStatesAsync(string stateName, TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Removes those states.</summary>
    Task<Result> EraseOwnedStatesAsync(string stateName, TenantId tenant, CancellationToken cancellationToken);

    /// <summary>How many rows there are of the owners <c>kind/tenant</c> and <c>kind/tenant/...</c>, those owners themselves included.</summary>
    Task<Result<long>> CountRowsAsync(string kind, TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Removes them.</summary>
    Task<Result> EraseRowsAsync(string kind, TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Has nothing of what was removed be readable in the storage's files any more.</summary>
    Task<Result> SettleAsync(CancellationToken cancellationToken);
}
