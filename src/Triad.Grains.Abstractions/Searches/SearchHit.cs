using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.Metadata;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>One hit.</summary>
/// <param name="VideoId">The video.</param>
/// <param name="Generation">The video's generation.</param>
/// <param name="Segment">The best segment.</param>
/// <param name="VideoDuration">The length of the whole video.</param>
/// <param name="Score">Cosine; where scores of several representations are summed, the sum.</param>
/// <param name="Representation">The matched representation; of a sum the one that adds most.</param>
/// <param name="Contributions">By modality of the query; empty unless asked for.</param>
/// <param name="Metadata">The video's metadata.</param>
/// <param name="PointId">The matched point.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.search-hit")]
public sealed record SearchHit(
    [property: Id(0)] VideoId VideoId,
    [property: Id(1)] int Generation,
    [property: Id(2)] VideoSegment Segment,
    [property: Id(3)] TimeSpan VideoDuration,
    [property: Id(4)] float Score,
    [property: Id(10)] RepresentationName Representation,
    [property: Id(6)] ImmutableArray<SearchContribution> Contributions,
    [property: Id(7)] ImmutableDictionary<string, MetadataValue> Metadata,
    [property: Id(8)] PointId PointId)
{
    /// <summary>The video's name; empty where the video could not be asked.</summary>
    [Id(9)]
    public string Name { get; init; } = string.Empty;

    /// <summary>What each representation said, where the score is their sum and it was asked for; else empty.</summary>
    [Id(11)]
    public ImmutableArray<SearchMember> Members { get; init; } = [];

    /// <summary>Whose the video is; null for the asking tenant's own.</summary>
    [Id(12)]
    public TenantId? Owner { get; init; }

    /// <summary>The grant by which it was found; empty for the asking tenant's own.</summary>
    [Id(13)]
    public string GrantId { get; init; } = string.Empty;
}
