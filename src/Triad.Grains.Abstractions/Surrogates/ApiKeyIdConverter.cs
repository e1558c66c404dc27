using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="ApiKeyId"/> between grains.</summary>
[RegisterConverter]
public sealed class ApiKeyIdConverter : IConverter<ApiKeyId, IdSurrogate>
{
    /// <inheritdoc/>
    public ApiKeyId ConvertFromSurrogate(in IdSurrogate surrogate) => surrogate.Value is { } text ? ApiKeyId.From(text) : default;

    /// <inheritdoc/>
    public IdSurrogate ConvertToSurrogate(in ApiKeyId value) => new() { Value = value == default ? null : value.Value };
}
