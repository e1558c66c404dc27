using Triad.Core.Errors;
using Triad.Core.Quotas;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="Error"/> between grains.</summary>
[RegisterConverter]
public sealed class ErrorConverter : IConverter<Error, ErrorSurrogate>
{
    /// <inheritdoc/>
    public Error ConvertFromSurrogate(in ErrorSurrogate surrogate) =>
        new(surrogate.Reason, surrogate.Message, surrogate.Field, surrogate.Value, surrogate.Remedy, surrogate.RetryAfter)
        {
            Quota = surrogate.Quota is { } name
                ? new QuotaUse(name, surrogate.QuotaLimit, surrogate.QuotaUsed, surrogate.QuotaWindow)
                : null,
        };

    /// <inheritdoc/>
    public ErrorSurrogate ConvertToSurrogate(in Error value) => new()
    {
        Reason = value.Reason,
        Message = value.Message,
        Field = value.Field,
        Value = value.Value,
        Remedy = value.Remedy,
        RetryAfter = value.RetryAfter,
        Quota = value.Quota?.Quota,
        QuotaLimit = value.Quota?.Limit ?? 0,
        QuotaUsed = value.Quota?.Used ?? 0,
        QuotaWindow = value.Quota?.Window,
    };
}
