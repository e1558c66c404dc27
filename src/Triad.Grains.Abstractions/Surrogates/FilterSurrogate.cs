using Triad.Core.Filters;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>A filter as it crosses between grains: one shape, whatever conditions there are.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.filter.surrogate")]
public readonly struct FilterSurrogate
{
    /// <summary>The filter as <see cref="FilterText"/> writes it; null for the filter that everything passes.</summary>
    [Id(0)]
    public string? Text { get; init; }
}
