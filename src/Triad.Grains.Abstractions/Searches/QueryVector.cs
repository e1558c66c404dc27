using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>An embedded query.</summary>
/// <param name="Vectors">One for each group of representations that are asked alike; each representation is in one of them.</param>
/// <param name="Space">Its space.</param>
/// <param name="Mask">The modalities that went into it.</param>
/// <param name="Text">What was not known of the texts.</param>
/// <param name="StoredVideos">The stored videos among the parts.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.query-vector")]
public sealed record QueryVector(
    [property: Id(6)] ImmutableArray<AskingVector> Vectors,
    [property: Id(1)] SpaceId Space,
    [property: Id(2)] Modalities Mask,
    [property: Id(4)] TextReport Text,
    [property: Id(5)] ImmutableArray<VideoId> StoredVideos)
{
    /// <summary>
    /// How the scores of the representations are summed, for each of them; empty where the best counts, or where there is only one.
    /// </summary>
    [Id(7)]
    public ImmutableArray<SummedLeg> Summed { get; init; } = [];

    /// <summary>How the first hits are ordered again; null where they are not.</summary>
    [Id(8)]
    public QueryReranking? Reranking { get; init; }

    /// <summary>What was computed for it, without what it waited for: what a quota counts.</summary>
    [Id(9)]
    public TimeSpan Compute { get; init; }
}
