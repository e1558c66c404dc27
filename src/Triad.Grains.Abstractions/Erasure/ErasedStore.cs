namespace Triad.Grains.Abstractions.Erasure;

/// <summary>What an erasure has found in a store, and what it left.</summary>
/// <param name="Name">The store.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Before">How much there was.</param>
/// <param name="After">How much there was at the end.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.erasure.store")]
public sealed record ErasedStore(
    [property: Id(20)] string Name,
    [property: Id(21)] string Unit,
    [property: Id(22)] long Before,
    [property: Id(23)] long After);
