using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="TenantId"/> between grains.</summary>
[RegisterConverter]
public sealed class TenantIdConverter : IConverter<TenantId, IdSurrogate>
{
    /// <inheritdoc/>
    public TenantId ConvertFromSurrogate(in IdSurrogate surrogate) => surrogate.Value is { } text ? TenantId.From(text) : default;

    /// <inheritdoc/>
    public IdSurrogate ConvertToSurrogate(in TenantId value) => new() { Value = value == default ? null : value.Value };
}
