using System.Collections.Immutable;
using Triad.Core.Metadata;

namespace Triad.Grains.Abstractions.Videos;

/// <summary>One value of a video's metadata; exactly one of the values is set.</summary>
/// <param name="Key">The name.</param>
/// <param name="Text">A text, or null.</param>
/// <param name="Number">A number, or null.</param>
/// <param name="Flag">A truth value, or null.</param>
/// <param name="Texts">A list of texts, or null.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.videos.metadata-entry")]
public sealed record MetadataEntry(
    [property: Id(0)] string Key,
    [property: Id(1)] string? Text,
    [property: Id(2)] double? Number,
    [property: Id(3)] bool? Flag,
    [property: Id(4)] ImmutableArray<string>? Texts)
{
    /// <summary>The values of metadata, in order of their names.</summary>
    public static ImmutableArray<MetadataEntry> From(ImmutableDictionary<string, MetadataValue> metadata) =>
        [.. metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new MetadataEntry(pair.Key, pair.Value.Text, pair.Value.Number, pair.Value.Flag, pair.Value.Texts))];

    /// <summary>The metadata that values make.</summary>
    public static ImmutableDictionary<string, MetadataValue> ToMetadata(ImmutableArray<MetadataEntry> entries) =>
        entries.ToImmutableDictionary(entry => entry.Key, entry => entry.ToValue(), StringComparer.Ordinal);

    /// <summary>The value.</summary>
    public MetadataValue ToValue() => this switch
    {
        { Text: { } text } => MetadataValue.Of(text),
        { Number: { } number } => MetadataValue.Of(number),
        { Flag: { } flag } => MetadataValue.Of(flag),
        _ => MetadataValue.Of(Texts ?? []),
    };
}
