using System.Collections.Immutable;

namespace Triad.Grains.Keys;

/// <summary>The platform's first operator key.</summary>
[GenerateSerializer]
[Alias("triad.state.first-operator")]
public sealed record FirstOperatorState
{
    /// <summary>The public part.</summary>
    [Id(0)]
    public string KeyId { get; init; } = string.Empty;

    /// <summary>SHA-256 of its secret.</summary>
    [Id(1)]
    public ImmutableArray<byte> SecretSha256 { get; init; } = [];
}
