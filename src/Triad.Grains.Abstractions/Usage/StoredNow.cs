namespace Triad.Grains.Abstractions.Usage;

/// <summary>What a tenant has stored.</summary>
/// <param name="Videos">Videos of its catalog.</param>
/// <param name="Bytes">Bytes of their uploads.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.usage.stored-now")]
public sealed record StoredNow(
    [property: Id(0)] long Videos,
    [property: Id(1)] long Bytes);
