using System.Collections.Immutable;
using Triad.Core.Modality;

namespace Triad.Grains.Abstractions.Shards;

/// <summary>One vector.</summary>
/// <param name="Representation">The mask that was embedded.</param>
/// <param name="IsFull">True for the segment's full mask.</param>
/// <param name="Vector">Unit length.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.shards.representation-vector")]
public sealed record RepresentationVector(
    [property: Id(0)] Modalities Representation,
    [property: Id(1)] bool IsFull,
    [property: Id(2)] ImmutableArray<float> Vector);
