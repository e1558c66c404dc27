using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="Result"/> between grains.</summary>
[RegisterConverter]
public sealed class ResultConverter : IConverter<Result, ResultSurrogate>
{
    /// <inheritdoc/>
    public Result ConvertFromSurrogate(in ResultSurrogate surrogate) => surrogate.Error is { } error ? error : Result.Ok;

    /// <inheritdoc/>
    public ResultSurrogate ConvertToSurrogate(in Result value) => new() { Error = value.Error };
}
