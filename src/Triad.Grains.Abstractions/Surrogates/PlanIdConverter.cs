using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="PlanId"/> between grains.</summary>
[RegisterConverter]
public sealed class PlanIdConverter : IConverter<PlanId, IdSurrogate>
{
    /// <inheritdoc/>
    public PlanId ConvertFromSurrogate(in IdSurrogate surrogate) => surrogate.Value is { } text ? PlanId.From(text) : default;

    /// <inheritdoc/>
    public IdSurrogate ConvertToSurrogate(in PlanId value) => new() { Value = value == default ? null : value.Value };
}
