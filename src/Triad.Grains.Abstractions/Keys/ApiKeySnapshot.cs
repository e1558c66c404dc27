using System.Collections.Immutable;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Keys;

/// <summary>An API key without its secret.</summary>
/// <param name="KeyId">The public part.</param>
/// <param name="TenantId">The tenant; null for the operator's.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Scopes">What it allows.</param>
/// <param name="CreatedAt">When it was issued.</param>
/// <param name="ExpiresAt">When it ends, or null.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.keys.api-key-snapshot")]
public sealed record ApiKeySnapshot(
    [property: Id(0)] ApiKeyId KeyId,
    [property: Id(1)] TenantId? TenantId,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] ImmutableArray<string> Scopes,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] DateTimeOffset? ExpiresAt);
