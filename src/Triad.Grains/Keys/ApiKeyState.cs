using System.Collections.Immutable;

namespace Triad.Grains.Keys;

/// <summary>What is kept of an API key.</summary>
[GenerateSerializer]
[Alias("triad.state.api-key")]
public sealed record ApiKeyState
{
    /// <summary>The tenant; empty for the operator's.</summary>
    [Id(0)]
    public string TenantId { get; init; } = string.Empty;

    /// <summary>For people.</summary>
    [Id(1)]
    public string DisplayName { get; init; } = string.Empty;

    /// <summary>What it allows.</summary>
    [Id(2)]
    public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>SHA-256 of the secret; empty where the key was revoked before it was registered.</summary>
    [Id(3)]
    public ImmutableArray<byte> SecretSha256 { get; init; } = [];

    /// <summary>When it was issued.</summary>
    [Id(4)]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends, or null.</summary>
    [Id(5)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked, or null.</summary>
    [Id(6)]
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>What it is confined to, as text; empty for nothing.</summary>
    [Id(80)]
    public string Filter { get; init; } = string.Empty;

    /// <summary>The networks that it may be used from; empty for all.</summary>
    [Id(81)]
    public ImmutableArray<string> Networks { get; init; } = [];

    /// <summary>What tokens made from the secret are checked with; empty where none can be made.</summary>
    [Id(82)]
    public ImmutableArray<byte> TokenKey { get; init; } = [];

    /// <summary>When it was used last, to a few minutes; null for never.</summary>
    [Id(83)]
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Secrets of before its rotations, the latest first.</summary>
    [Id(84)]
    public ImmutableArray<OlderSecretState> Older { get; init; } = [];
}
