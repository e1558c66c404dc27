using System.Collections.Immutable;
using Triad.Grains.Tenants;

namespace Triad.Grains.Keys;

/// <summary>The operators' keys.</summary>
[GenerateSerializer]
[Alias("triad.state.operator-keys")]
public sealed record OperatorKeysState
{
    /// <summary>Those that are not revoked, in order of issue.</summary>
    [Id(0)]
    public ImmutableArray<TenantKeyState> Keys { get; init; } = [];
}
