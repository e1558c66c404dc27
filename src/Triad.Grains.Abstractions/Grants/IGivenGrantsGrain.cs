using System.Collections.Immutable;
using Orleans.Concurrency;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Grants;

/// <summary>
/// The grants that a tenant has given: what they are and whether they hold is known here alone. Key: <see cref="Tenants.TenantKey"/>. It calls the
/// grantee's <see cref="IReceivedGrantsGrain"/>, which calls no grants back.
/// </summary>
[Alias("triad.IGivenGrantsGrain")]
public interface IGivenGrantsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Grants. FieldInvalid to itself; TenantNotFound, TenantSuspended of one of the two; SpaceMismatch; GrantConflict in a circle of two, or where there
    /// are too many.
    /// </summary>
    [Alias("Create")]
    Task<Result<Grant>> CreateAsync(CreateGrant request, CancellationToken cancellationToken);

    /// <summary>Ends a grant: from its return on no search begins that uses it. Of one that has ended it changes nothing. GrantNotFound.</summary>
    [Alias("Revoke")]
    Task<Result<Grant>> RevokeAsync(string grantId, string by, CancellationToken cancellationToken);

    /// <summary>All grants in the order in which they were made, as the grantor sees them.</summary>
    [Alias("List")]
    [AlwaysInterleave]
    Task<Result<ImmutableArray<Grant>>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Grants as their grantee sees them, in the order of the ids; those that are not for it are left out. While the grantor is not active they are revoked.
    /// </summary>
    [Alias("Find")]
    [AlwaysInterleave]
    Task<Result<ImmutableArray<Grant>>> FindAsync(TenantId grantee, ImmutableArray<string> grantIds, CancellationToken cancellationToken);

    /// <summary>Whether a grantee has an active grant.</summary>
    [Alias("GrantsTo")]
    [AlwaysInterleave]
    Task<Result<bool>> GrantsToAsync(TenantId grantee, CancellationToken cancellationToken);

    /// <summary>The grantee was erased: its grants are gone, and stay in the list.</summary>
    [Alias("End")]
    Task<Result> EndAsync(TenantId grantee, CancellationToken cancellationToken);

    /// <summary>The tenant is being erased: its grantees are told, then nothing is kept.</summary>
    [Alias("Erase")]
    Task<Result> EraseAsync(CancellationToken cancellationToken);
}
