using System.Collections.Immutable;
using Triad.Core.Modality;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>One condition of a filter; which members count depends on the kind.</summary>
/// <param name="Kind">What it checks.</param>
/// <param name="Key">The metadata's name.</param>
/// <param name="Values">Values to equal.</param>
/// <param name="Above">Exclusive lower bound.</param>
/// <param name="AtLeast">Inclusive lower bound.</param>
/// <param name="Below">Exclusive upper bound.</param>
/// <param name="AtMost">Inclusive upper bound.</param>
/// <param name="VideoIds">Videos.</param>
/// <param name="From">Start or shortest.</param>
/// <param name="To">End or longest.</param>
/// <param name="Mask">Modalities.</param>
/// <param name="Filter">The nested filter.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.search-condition")]
public sealed record SearchCondition(
    [property: Id(0)] FilterConditionKind Kind,
    [property: Id(1)] string Key,
    [property: Id(2)] ImmutableArray<MetadataEntry> Values,
    [property: Id(3)] double? Above,
    [property: Id(4)] double? AtLeast,
    [property: Id(5)] double? Below,
    [property: Id(6)] double? AtMost,
    [property: Id(7)] ImmutableArray<string> VideoIds,
    [property: Id(8)] TimeSpan? From,
    [property: Id(9)] TimeSpan? To,
    [property: Id(10)] Modalities Mask,
    [property: Id(11)] SearchFilter? Filter);
