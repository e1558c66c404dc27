using System.Collections.Immutable;

namespace Triad.Grains.Tenants;

/// <summary>A key that a tenant has issued.</summary>
[GenerateSerializer]
[Alias("triad.state.tenant-key")]
public sealed record TenantKeyState
{
    /// <summary>The public part.</summary>
    [Id(0)]
    public string KeyId { get; init; } = string.Empty;

    /// <summary>For people.</summary>
    [Id(1)]
    public string DisplayName { get; init; } = string.Empty;

    /// <summary>What it allows.</summary>
    [Id(2)]
    public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>When it was issued.</summary>
    [Id(3)]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends, or null.</summary>
    [Id(4)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The request that issued it; empty for none.</summary>
    [Id(5)]
    public string RequestId { get; init; } = string.Empty;
}
