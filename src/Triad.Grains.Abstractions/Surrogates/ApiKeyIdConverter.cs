using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="ApiKeyId"/> between grains.</summary>
[RegisterConverter]
public sealed class ApiKeyIdConverter : IConverter<ApiKeyId, ApiKeyIdSurrogate>
{
    /// <inheritdoc/>
    public ApiKeyId ConvertFromSurrogate(in ApiKeyIdSurrogate surrogate) => surrogate.Value is { } text ? ApiKeyId.From(text) : default;

    /// <inheritdoc/>
    public ApiKeyIdSurrogate ConvertToSurrogate(in ApiKeyId value) => new() { Value = value == default ? null : value.Value };
}
