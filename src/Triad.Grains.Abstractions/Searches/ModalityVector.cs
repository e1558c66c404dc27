using System.Collections.Immutable;
using Triad.Core.Modality;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>What one modality added to a vector.</summary>
/// <param name="Modality">The modality; None for stored items and vectors.</param>
/// <param name="Vector">Its part.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.modality-vector")]
public sealed record ModalityVector(
    [property: Id(0)] Modalities Modality,
    [property: Id(1)] ImmutableArray<float> Vector);
