using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="RepresentationName"/> between grains.</summary>
[RegisterConverter]
public sealed class RepresentationNameConverter : IConverter<RepresentationName, IdSurrogate>
{
    /// <inheritdoc/>
    public RepresentationName ConvertFromSurrogate(in IdSurrogate surrogate) =>
        surrogate.Value is { } text ? RepresentationName.From(text) : default;

    /// <inheritdoc/>
    public IdSurrogate ConvertToSurrogate(in RepresentationName value) => new() { Value = value == default ? null : value.Value };
}
