using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Grants;

/// <summary>What hits of a grant show besides ids, spans, scores, modalities and lengths.</summary>
/// <param name="Name">The video's name.</param>
/// <param name="Transcript">What is said or written in the segment.</param>
/// <param name="AllMetadata">All metadata.</param>
/// <param name="MetadataKeys">The metadata that is shown otherwise.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.grants.granted-fields")]
public sealed record GrantedFields(
    [property: Id(0)] bool Name,
    [property: Id(1)] bool Transcript,
    [property: Id(2)] bool AllMetadata,
    [property: Id(3)] ImmutableArray<string> MetadataKeys)
{
    /// <summary>Nothing more.</summary>
    public static GrantedFields None { get; } = new(false, false, false, []);

    /// <summary>Whether the metadata under a key is shown.</summary>
    public bool Shows(string key) => AllMetadata || MetadataKeys.Contains(key);
}
