using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="Result{T}"/> between grains.</summary>
[RegisterConverter]
public sealed class ResultConverter<T> : IConverter<Result<T>, ResultSurrogate<T>>
{
    /// <inheritdoc/>
    public Result<T> ConvertFromSurrogate(in ResultSurrogate<T> surrogate) =>
        surrogate.Error is { } error ? Result<T>.Fail(error) : Result<T>.Ok(surrogate.Value!);

    /// <inheritdoc/>
    public ResultSurrogate<T> ConvertToSurrogate(in Result<T> value) =>
        value.IsOk ? new() { Value = value.Value } : new() { Error = value.Error };
}
