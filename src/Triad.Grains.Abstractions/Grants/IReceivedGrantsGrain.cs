using System.Collections.Immutable;
using Orleans.Concurrency;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Grants;

/// <summary>
/// The index of the grants that a tenant has received: which there are, and whose. Key: <see cref="Tenants.TenantKey"/>. A grant is noted here before it is
/// made: one that is noted and was never made is no grant, and readers leave it out.
/// </summary>
[Alias("triad.IReceivedGrantsGrain")]
public interface IReceivedGrantsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Notes a grant that is about to be made; a repeat changes nothing. What was noted of the grantor's and it does not keep, is forgotten.
    /// TenantSuspended where the tenant is not active; GrantConflict where it has too many.
    /// </summary>
    /// <param name="grant">The grant.</param>
    /// <param name="kept">The grants that the grantor keeps of those that it has given.</param>
    /// <param name="cancellationToken">The end of the caller's patience.</param>
    [Alias("Note")]
    Task<Result> NoteAsync(ReceivedGrant grant, ImmutableArray<string> kept, CancellationToken cancellationToken);

    /// <summary>Those of some grants that the tenant has received, in the order of the ids.</summary>
    [Alias("Find")]
    [AlwaysInterleave]
    Task<Result<ImmutableArray<ReceivedGrant>>> FindAsync(ImmutableArray<string> grantIds, CancellationToken cancellationToken);

    /// <summary>All of them in the order in which they were made. Waits for changes that came before.</summary>
    [Alias("List")]
    Task<Result<ImmutableArray<ReceivedGrant>>> ListAsync(CancellationToken cancellationToken);

    /// <summary>A grantor is being erased: its grants are gone, and stay in the list.</summary>
    [Alias("End")]
    Task<Result> EndAsync(TenantId grantor, CancellationToken cancellationToken);

    /// <summary>The tenant is being erased: nothing is kept.</summary>
    [Alias("Erase")]
    Task<Result> EraseAsync(CancellationToken cancellationToken);
}
