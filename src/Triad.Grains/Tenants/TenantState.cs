using System.Collections.Immutable;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Tenants;

/// <summary>What is kept of a tenant.</summary>
[GenerateSerializer]
[Alias("triad.state.tenant")]
public sealed record TenantState
{
    /// <summary>For people.</summary>
    [Id(0)]
    public string DisplayName { get; init; } = string.Empty;

    /// <summary>The operator's name of the plan.</summary>
    [Id(1)]
    public string Plan { get; init; } = string.Empty;

    /// <summary>Its place in its life.</summary>
    [Id(2)]
    public TenantStatus Status { get; init; }

    /// <summary>The model package.</summary>
    [Id(3)]
    public string ModelPackage { get; init; } = string.Empty;

    /// <summary>The space of its vectors.</summary>
    [Id(4)]
    public string Space { get; init; } = string.Empty;

    /// <summary>What it may use.</summary>
    [Id(5)]
    public TenantQuotaState Quotas { get; init; } = new();

    /// <summary>How many shards hold its vectors.</summary>
    [Id(6)]
    public int ShardCount { get; init; } = 1;

    /// <summary>Counts changes of the shard map.</summary>
    [Id(7)]
    public long ShardMapVersion { get; init; } = 1;

    /// <summary>When it was onboarded.</summary>
    [Id(8)]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The request that onboarded it; empty for none.</summary>
    [Id(9)]
    public string RequestId { get; init; } = string.Empty;

    /// <summary>Its keys that are not revoked, in order of issue.</summary>
    [Id(10)]
    public ImmutableArray<TenantKeyState> Keys { get; init; } = [];
}
