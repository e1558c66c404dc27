using System.Collections.Immutable;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>A query as one vector, and the representations that it can be compared with.</summary>
/// <param name="Representations">Their names, at least one.</param>
/// <param name="Vector">Unit length.</param>
/// <param name="ByModality">What each modality added; they sum to the vector.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.asking-vector")]
public sealed record AskingVector(
    [property: Id(0)] ImmutableArray<RepresentationName> Representations,
    [property: Id(1)] ImmutableArray<float> Vector,
    [property: Id(2)] ImmutableArray<ModalityVector> ByModality);
