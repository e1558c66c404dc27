using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="SpaceId"/> between grains.</summary>
[RegisterConverter]
public sealed class SpaceIdConverter : IConverter<SpaceId, SpaceIdSurrogate>
{
    /// <inheritdoc/>
    public SpaceId ConvertFromSurrogate(in SpaceIdSurrogate surrogate) => surrogate.Value is { } text ? SpaceId.From(text) : default;

    /// <inheritdoc/>
    public SpaceIdSurrogate ConvertToSurrogate(in SpaceId value) => new() { Value = value == default ? null : value.Value };
}
