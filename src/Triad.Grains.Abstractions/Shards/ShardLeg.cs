using System.Collections.Immutable;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Shards;

/// <summary>A representation that a search of a shard asks, and with what.</summary>
/// <param name="Representation">Its name.</param>
/// <param name="Vector">Unit length.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.shards.shard-leg")]
public sealed record ShardLeg(
    [property: Id(0)] RepresentationName Representation,
    [property: Id(1)] ImmutableArray<float> Vector);
