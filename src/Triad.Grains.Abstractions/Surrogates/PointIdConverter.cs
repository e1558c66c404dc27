using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="PointId"/> between grains.</summary>
[RegisterConverter]
public sealed class PointIdConverter : IConverter<PointId, PointIdSurrogate>
{
    /// <inheritdoc/>
    public PointId ConvertFromSurrogate(in PointIdSurrogate surrogate) => new(surrogate.Value);

    /// <inheritdoc/>
    public PointIdSurrogate ConvertToSurrogate(in PointId value) => new() { Value = value.Value };
}
