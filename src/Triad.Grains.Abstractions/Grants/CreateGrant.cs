using Triad.Core.Filters;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Grants;

/// <summary>A grant to be.</summary>
/// <param name="RequestId">Makes a repeat harmless; empty for none.</param>
/// <param name="Grantee">Who may search.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Filter">What it lets through.</param>
/// <param name="Fields">What hits show.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="By">The caller's key.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.grants.create-grant")]
public sealed record CreateGrant(
    [property: Id(0)] string RequestId,
    [property: Id(1)] TenantId Grantee,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] Filter Filter,
    [property: Id(4)] GrantedFields Fields,
    [property: Id(5)] DateTimeOffset ExpiresAt,
    [property: Id(6)] string By);
