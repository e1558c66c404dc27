using Triad.Core.Indexing;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="RepresentationShape"/> between grains.</summary>
[RegisterConverter]
public sealed class RepresentationShapeConverter : IConverter<RepresentationShape, RepresentationShapeSurrogate>
{
    /// <inheritdoc/>
    public RepresentationShape ConvertFromSurrogate(in RepresentationShapeSurrogate surrogate) => new(surrogate.Name, surrogate.Dimension);

    /// <inheritdoc/>
    public RepresentationShapeSurrogate ConvertToSurrogate(in RepresentationShape value) =>
        new() { Name = value.Name, Dimension = value.Dimension };
}
