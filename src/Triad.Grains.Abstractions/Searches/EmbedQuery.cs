using System.Collections.Immutable;
using Triad.Core.Fairness;
using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>A query to embed.</summary>
/// <param name="TenantId">The tenant; stored parts are its own.</param>
/// <param name="Query">What is asked.</param>
/// <param name="Mask">Only these modalities of the parts; None for all.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.embed-query")]
public sealed record EmbedQuery(
    [property: Id(0)] TenantId TenantId,
    [property: Id(1)] SearchQuery Query,
    [property: Id(2)] Modalities Mask)
{
    /// <summary>Representations that will be searched, the full one where there are none: refused where the model cannot store them or be asked so.</summary>
    [Id(8)]
    public ImmutableArray<RepresentationName> Targets { get; init; } = [];

    /// <summary>True where the vector is to be searched with: refused where the model stores nothing that could be searched.</summary>
    [Id(5)]
    public bool IsSearch { get; init; }

    /// <summary>The tenant's model package, where the caller knows it; null to have the tenant asked.</summary>
    [Id(6)]
    public string? ModelPackage { get; init; }

    /// <summary>The tenant's space, given together with <see cref="ModelPackage"/>.</summary>
    [Id(7)]
    public SpaceId? Space { get; init; }

    /// <summary>The tenant's weight, given together with <see cref="ModelPackage"/>.</summary>
    [Id(60)]
    public double Weight { get; init; } = FairShare.DefaultWeight;
}
