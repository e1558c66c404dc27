using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>A grant that a search has used.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="Grantor">Whose it is.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.used-grant")]
public sealed record UsedGrant([property: Id(0)] string GrantId, [property: Id(1)] TenantId Grantor);
