using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="SpaceId"/> between grains.</summary>
[RegisterConverter]
public sealed class SpaceIdConverter : IConverter<SpaceId, IdSurrogate>
{
    /// <inheritdoc/>
    public SpaceId ConvertFromSurrogate(in IdSurrogate surrogate) => surrogate.Value is { } text ? SpaceId.From(text) : default;

    /// <inheritdoc/>
    public IdSurrogate ConvertToSurrogate(in SpaceId value) => new() { Value = value == default ? null : value.Value };
}
