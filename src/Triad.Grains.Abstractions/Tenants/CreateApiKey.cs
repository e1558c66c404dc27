using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Tenants;

/// <summary>A request for an API key.</summary>
/// <param name="RequestId">Makes a repeat harmless: it is refused with the id of the first key, since secrets are shown once. Empty for none.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Scopes">What the key allows: ingest, search, operator.</param>
/// <param name="ExpiresAt">When it ends, or null.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.tenants.create-api-key")]
public sealed record CreateApiKey(
    [property: Id(0)] string RequestId,
    [property: Id(1)] string DisplayName,
    [property: Id(2)] ImmutableArray<string> Scopes,
    [property: Id(3)] DateTimeOffset? ExpiresAt);
