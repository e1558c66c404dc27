using System.Collections.Immutable;
using Triad.Core.Filters;

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
    [property: Id(3)] DateTimeOffset? ExpiresAt)
{
    /// <summary>What the key is confined to; null for nothing.</summary>
    [Id(80)]
    public Filter? Filter { get; init; }

    /// <summary>The networks that it may be used from; empty for all.</summary>
    [Id(81)]
    public ImmutableArray<string> Networks { get; init; } = [];
}
