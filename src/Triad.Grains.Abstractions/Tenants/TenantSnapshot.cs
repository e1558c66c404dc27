using System.Collections.Immutable;
using Triad.Core.Fairness;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Plans;

namespace Triad.Grains.Abstractions.Tenants;

/// <summary>A tenant as it is.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Plan">The operator's name of the plan.</param>
/// <param name="Status">Its place in its life.</param>
/// <param name="ModelPackage">The model package.</param>
/// <param name="Space">The space of its vectors.</param>
/// <param name="Quotas">What it may use: its own quotas, and its plan's where it has none of its own.</param>
/// <param name="ShardCount">How many shards of a lineage hold its vectors.</param>
/// <param name="ShardMapVersion">Counts changes of the shard map.</param>
/// <param name="CreatedAt">When it was onboarded.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.tenants.tenant-snapshot")]
public sealed record TenantSnapshot(
    [property: Id(0)] TenantId TenantId,
    [property: Id(1)] string DisplayName,
    [property: Id(2)] string Plan,
    [property: Id(3)] TenantStatus Status,
    [property: Id(4)] string ModelPackage,
    [property: Id(5)] SpaceId Space,
    [property: Id(6)] TenantQuotas Quotas,
    [property: Id(7)] int ShardCount,
    [property: Id(8)] long ShardMapVersion,
    [property: Id(9)] DateTimeOffset CreatedAt)
{
    /// <summary>The number of the lineage that searches ask.</summary>
    [Id(10)]
    public int Lineage { get; init; }

    /// <summary>The highest lineage ever given out.</summary>
    [Id(11)]
    public int LastLineage { get; init; }

    /// <summary>The lineage that is kept up beside: of the model before or after; null where there is no change of models.</summary>
    [Id(12)]
    public TenantLineage? Other { get; init; }

    /// <summary>Where the change of models is.</summary>
    [Id(13)]
    public ModelChangePhase Phase { get; init; }

    /// <summary>True while searches are about to ask the other lineage: new videos are embedded for it first.</summary>
    [Id(14)]
    public bool IsSwitching { get; init; }

    /// <summary>When the change of models began; null where there is none.</summary>
    [Id(15)]
    public DateTimeOffset? ChangeStartedAt { get; init; }

    /// <summary>When searches changed over last; null where they did not in this change.</summary>
    [Id(16)]
    public DateTimeOffset? CutOverAt { get; init; }

    /// <summary>The lineage that searches ask.</summary>
    public TenantLineage Live => new(Lineage, ModelPackage, Space);

    /// <summary>Its part of what tenants share, beside the others' weights.</summary>
    [Id(60)]
    public double Weight { get; init; } = FairShare.DefaultWeight;

    /// <summary>To whom its work counts.</summary>
    public FairShare Share => new(TenantId.Value, Weight);

    /// <summary>The quotas that it has of its own; null takes the plan's.</summary>
    [Id(40)]
    public TenantQuotas OwnQuotas { get; init; } = TenantQuotas.None;

    /// <summary>True where the plan is one that there is; else it is a name for people.</summary>
    [Id(41)]
    public bool HasPlan { get; init; }

    /// <summary>The model packages that it may choose: its own list, else its plan's; empty for all.</summary>
    [Id(43)]
    public ImmutableArray<string> AllowedPackages { get; init; } = [];

    /// <summary>The model packages of its own list; empty takes the plan's.</summary>
    [Id(44)]
    public ImmutableArray<string> OwnAllowedPackages { get; init; } = [];

    /// <summary>How long its plan keeps videos; null for ever.</summary>
    [Id(45)]
    public TimeSpan? PlanRetention { get; init; }

    /// <summary>How it is housed.</summary>
    [Id(46)]
    public TenantTier Tier { get; init; }

    /// <summary>Bytes of its vectors that are in the media store and not in the index.</summary>
    [Id(47)]
    public long OffloadedBytes { get; init; }

    /// <summary>Why it is suspended; empty where it is not, or nobody said.</summary>
    [Id(20)]
    public string SuspendReason { get; init; } = string.Empty;

    /// <summary>How long a video is kept after its creation; null for as long as its plan says.</summary>
    [Id(30)]
    public TimeSpan? Retention { get; init; }

    /// <summary>The retention that binds: its own, else its plan's; null for ever.</summary>
    public TimeSpan? BindingRetention => Retention ?? PlanRetention;
}
