using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Grants;

/// <summary>What a tenant's index knows of a grant that it has received. What the grant is, its grantor says.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="Grantor">Whose it is.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.grants.received-grant")]
public sealed record ReceivedGrant(
    [property: Id(0)] string GrantId,
    [property: Id(1)] TenantId Grantor,
    [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] DateTimeOffset ExpiresAt)
{
    /// <summary>True once the grantor was erased.</summary>
    [Id(4)]
    public bool IsGone { get; init; }
}
