using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>A representation of an index as it crosses between grains.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.representation-shape.surrogate")]
public readonly struct RepresentationShapeSurrogate
{
    /// <summary>Its name.</summary>
    [Id(0)]
    public RepresentationName Name { get; init; }

    /// <summary>Numbers in each of its vectors.</summary>
    [Id(1)]
    public int Dimension { get; init; }
}
