using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Keys;

/// <summary>The public half of the key that signs tokens made from one secret of an API key.</summary>
/// <param name="Point">X and Y of the point on P-256, 32 bytes each.</param>
/// <param name="Until">When its secret ends, or null.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.keys.bound-token-public-key")]
public sealed record BoundTokenPublicKey(
    [property: Id(80)] ImmutableArray<byte> Point,
    [property: Id(81)] DateTimeOffset? Until);
