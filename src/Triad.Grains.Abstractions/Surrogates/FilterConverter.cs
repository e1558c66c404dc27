using Triad.Core.Filters;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="Filter"/> between grains. Core knows the conditions; a new one changes nothing here.</summary>
[RegisterConverter]
public sealed class FilterConverter : IConverter<Filter, FilterSurrogate>
{
    /// <inheritdoc/>
    public Filter ConvertFromSurrogate(in FilterSurrogate surrogate) =>
        surrogate.Text is { } text ? FilterText.Read(text) : Filter.Everything;

    /// <inheritdoc/>
    public FilterSurrogate ConvertToSurrogate(in Filter value) =>
        new() { Text = value.IsEmpty ? null : FilterText.Write(value) };
}
