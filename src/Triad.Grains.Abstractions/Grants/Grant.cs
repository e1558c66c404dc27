using Triad.Core.Filters;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Grants;

/// <summary>A grant: one tenant lets another search a part of its library, for a time.</summary>
/// <param name="Id">Which grant it is.</param>
/// <param name="Grantor">Whose library is searched.</param>
/// <param name="Grantee">Who may search.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Filter">What it lets through.</param>
/// <param name="Fields">What hits show.</param>
/// <param name="Space">The space of both when it was made.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.grants.grant")]
public sealed record Grant(
    [property: Id(0)] string Id,
    [property: Id(1)] TenantId Grantor,
    [property: Id(2)] TenantId Grantee,
    [property: Id(3)] string DisplayName,
    [property: Id(4)] Filter Filter,
    [property: Id(5)] GrantedFields Fields,
    [property: Id(6)] SpaceId Space,
    [property: Id(7)] GrantStatus Status,
    [property: Id(8)] DateTimeOffset CreatedAt,
    [property: Id(9)] DateTimeOffset ExpiresAt)
{
    /// <summary>When it was ended before its time; null otherwise.</summary>
    [Id(10)]
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The key that made it.</summary>
    [Id(11)]
    public string CreatedBy { get; init; } = string.Empty;

    /// <summary>The key that revoked it; empty before.</summary>
    [Id(12)]
    public string RevokedBy { get; init; } = string.Empty;
}
