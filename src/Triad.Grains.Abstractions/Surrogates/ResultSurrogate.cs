using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>An outcome without a value as it crosses between grains.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.result.surrogate")]
public readonly struct ResultSurrogate
{
    /// <summary>The failure, or null on success.</summary>
    [Id(0)]
    public Error? Error { get; init; }
}
