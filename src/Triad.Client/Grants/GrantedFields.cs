namespace Triad.Client;

/// <summary>What hits of a grant show besides ids, spans, scores, modalities and the length of the video.</summary>
public sealed record GrantedFields
{
    /// <summary>The video's name.</summary>
    public bool Name { get; init; }

    /// <summary>What is said or written in the segment.</summary>
    public bool Transcript { get; init; }

    /// <summary>All metadata.</summary>
    public bool AllMetadata { get; init; }

    /// <summary>The keys of the metadata that is shown otherwise; at most 64.</summary>
    public IReadOnlyList<string> MetadataKeys { get; init; } = [];

    internal static GrantedFields FromWire(V1.GrantedFields? wire) => wire is null ? new() : new()
    {
        Name = wire.Name,
        Transcript = wire.Transcript,
        AllMetadata = wire.AllMetadata,
        MetadataKeys = [.. wire.MetadataKeys],
    };

    internal V1.GrantedFields ToWire() => new() { Name = Name, Transcript = Transcript, AllMetadata = AllMetadata, MetadataKeys = { MetadataKeys } };
}
