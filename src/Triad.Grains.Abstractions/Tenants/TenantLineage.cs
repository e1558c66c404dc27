using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Tenants;

/// <summary>One of the spaces that a tenant's videos are embedded in, with shards of its own.</summary>
/// <param name="Number">From 0, and never given out again: its shards follow from it.</param>
/// <param name="ModelPackage">The model package.</param>
/// <param name="Space">The space of its vectors.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.tenants.tenant-lineage")]
public sealed record TenantLineage(
    [property: Id(0)] int Number,
    [property: Id(1)] string ModelPackage,
    [property: Id(2)] SpaceId Space);
