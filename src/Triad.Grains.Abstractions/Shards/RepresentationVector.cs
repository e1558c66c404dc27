using System.Collections.Immutable;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Shards;

/// <summary>One vector.</summary>
/// <param name="Representation">Its name.</param>
/// <param name="IsFull">True where it is the segment's full one as well.</param>
/// <param name="Vector">Unit length.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.shards.representation-vector")]
public sealed record RepresentationVector(
    [property: Id(3)] RepresentationName Representation,
    [property: Id(1)] bool IsFull,
    [property: Id(2)] ImmutableArray<float> Vector);
