using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Tenants;

/// <summary>The lineage that a tenant has beside the live one.</summary>
[GenerateSerializer]
[Alias("triad.state.model-change")]
public sealed record ModelChangeState
{
    /// <summary>The number of the other lineage.</summary>
    [Id(0)]
    public int Lineage { get; init; }

    /// <summary>Its model package.</summary>
    [Id(1)]
    public string ModelPackage { get; init; } = string.Empty;

    /// <summary>Its space.</summary>
    [Id(2)]
    public string Space { get; init; } = string.Empty;

    /// <summary>Where the change is.</summary>
    [Id(3)]
    public ModelChangePhase Phase { get; init; }

    /// <summary>When it began.</summary>
    [Id(4)]
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When searches changed over last; null before.</summary>
    [Id(5)]
    public DateTimeOffset? CutOverAt { get; init; }

    /// <summary>True while searches are about to ask the other lineage.</summary>
    [Id(6)]
    public bool IsSwitching { get; init; }
}
