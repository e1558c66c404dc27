using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>An outcome as it crosses between grains.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.result-surrogate`1")]
public readonly struct ResultSurrogate<T>
{
    /// <summary>The value; the default of its type where there is a failure.</summary>
    [Id(0)]
    public T? Value { get; init; }

    /// <summary>The failure, or null on success.</summary>
    [Id(1)]
    public Error? Error { get; init; }
}
