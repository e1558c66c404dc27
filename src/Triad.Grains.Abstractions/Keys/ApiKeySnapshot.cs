using System.Collections.Immutable;
using Triad.Core.Filters;
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
    [property: Id(5)] DateTimeOffset? ExpiresAt)
{
    /// <summary>What it is confined to; null for nothing.</summary>
    [Id(80)]
    public Filter? Filter { get; init; }

    /// <summary>The networks that it may be used from; empty for all.</summary>
    [Id(81)]
    public ImmutableArray<string> Networks { get; init; } = [];

    /// <summary>What tokens made from its secrets are checked with; empty where none can be made.</summary>
    [Id(82)]
    public ImmutableArray<BoundTokenPublicKey> TokenKeys { get; init; } = [];

    /// <summary>When it was used last, or null.</summary>
    [Id(83)]
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Until when older secrets are accepted, or null.</summary>
    [Id(84)]
    public DateTimeOffset? RotationEndsAt { get; init; }
}
