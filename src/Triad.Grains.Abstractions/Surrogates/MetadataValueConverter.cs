using Triad.Core.Metadata;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Takes <see cref="MetadataValue"/> between grains.</summary>
[RegisterConverter]
public sealed class MetadataValueConverter : IConverter<MetadataValue, MetadataValueSurrogate>
{
    /// <inheritdoc/>
    public MetadataValue ConvertFromSurrogate(in MetadataValueSurrogate surrogate) =>
        MetadataValue.Of(surrogate.Text, surrogate.Number, surrogate.Flag, surrogate.Texts);

    /// <inheritdoc/>
    public MetadataValueSurrogate ConvertToSurrogate(in MetadataValue value) =>
        new() { Text = value.Text, Number = value.Number, Flag = value.Flag, Texts = value.Texts };
}
