using System.Collections.Immutable;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Tenants;

/// <summary>A tenant's change of its model, and how far it is.</summary>
/// <param name="Phase">Where it is.</param>
/// <param name="Live">What searches ask.</param>
/// <param name="Other">The model before or after; null where there is no change.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="CutOverAt">When searches changed over last; null before.</param>
/// <param name="Videos">How many videos are in both.</param>
/// <param name="Eta">How long the rest will take at the present speed; null where that is not known.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.tenants.model-change")]
public sealed record ModelChange(
    [property: Id(0)] ModelChangePhase Phase,
    [property: Id(1)] TenantLineage Live,
    [property: Id(2)] TenantLineage? Other,
    [property: Id(3)] DateTimeOffset? StartedAt,
    [property: Id(4)] DateTimeOffset? CutOverAt,
    [property: Id(5)] ModelChangeCounts Videos,
    [property: Id(6)] TimeSpan? Eta);
