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

    /// <summary>The number of the lineage that <see cref="Space"/> is of.</summary>
    [Id(11)]
    public int Lineage { get; init; }

    /// <summary>The highest lineage ever given out.</summary>
    [Id(12)]
    public int LastLineage { get; init; }

    /// <summary>The lineage beside the live one; null where there is none.</summary>
    [Id(13)]
    public ModelChangeState? Change { get; init; }

    /// <summary>Its own weight; null for that of its plan.</summary>
    [Id(60)]
    public double? Weight { get; init; }

    /// <summary>True where the plan is one that there was when the tenant got it; else it is a name for people, of before there were plans.</summary>
    [Id(40)]
    public bool HasPlan { get; init; }

    /// <summary>The model packages that it may choose; empty takes the plan's.</summary>
    [Id(41)]
    public ImmutableArray<string> AllowedPackages { get; init; } = [];

    /// <summary>Its shards whose files are in the media store.</summary>
    [Id(42)]
    public ImmutableArray<OffloadedShardState> Offloaded { get; init; } = [];

    /// <summary>Why it is suspended; empty where it is not, or nobody said.</summary>
    [Id(20)]
    public string SuspendReason { get; init; } = string.Empty;

    /// <summary>When it was suspended or resumed last; null for never.</summary>
    [Id(70)]
    public DateTimeOffset? StatusChangedAt { get; init; }

    /// <summary>True where its webhooks have yet to be told of that.</summary>
    [Id(71)]
    public bool IsStatusUntold { get; init; }

    /// <summary>How long a video is kept after its creation; null for ever.</summary>
    [Id(30)]
    public TimeSpan? Retention { get; init; }
}
