namespace Triad.Grains.Abstractions.Keys;

/// <summary>What a key allows, to be cached for some seconds.</summary>
/// <param name="Key">The key.</param>
/// <param name="ValidFor">How long the answer may be cached.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.keys.api-key-lease")]
public sealed record ApiKeyLease(
    [property: Id(0)] ApiKeySnapshot Key,
    [property: Id(1)] TimeSpan ValidFor);
