using System.Collections.Immutable;

namespace Triad.Grains.Keys;

/// <summary>A secret of before a rotation.</summary>
[GenerateSerializer]
[Alias("triad.state.older-secret")]
public sealed record OlderSecretState
{
    /// <summary>SHA-256 of the secret.</summary>
    [Id(80)]
    public ImmutableArray<byte> SecretSha256 { get; init; } = [];

    /// <summary>What tokens made from it are checked with; empty where none can be made.</summary>
    [Id(81)]
    public ImmutableArray<byte> TokenKey { get; init; } = [];

    /// <summary>When it ends.</summary>
    [Id(82)]
    public DateTimeOffset Until { get; init; }
}
