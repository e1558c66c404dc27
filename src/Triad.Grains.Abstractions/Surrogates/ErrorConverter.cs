using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="Error"/> between grains.</summary>
[RegisterConverter]
public sealed class ErrorConverter : IConverter<Error, ErrorSurrogate>
{
    /// <inheritdoc/>
    public Error ConvertFromSurrogate(in ErrorSurrogate surrogate) =>
        new(surrogate.Reason, surrogate.Message, surrogate.Field, surrogate.Value, surrogate.Remedy, surrogate.RetryAfter);

    /// <inheritdoc/>
    public ErrorSurrogate ConvertToSurrogate(in Error value) => new()
    {
        Reason = value.Reason,
        Message = value.Message,
        Field = value.Field,
        Value = value.Value,
        Remedy = value.Remedy,
        RetryAfter = value.RetryAfter,
    };
}
