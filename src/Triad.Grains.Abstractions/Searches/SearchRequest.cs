using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>A search of one tenant.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="Query">What is asked.</param>
/// <param name="Targets">The representations to search; empty for each segment's full one, or for all that the query can ask where the model sums scores.</param>
/// <param name="Filter">Which segments count.</param>
/// <param name="Grouping">What one hit stands for.</param>
/// <param name="Limit">Hits a page.</param>
/// <param name="After">The page to go on after, or null.</param>
/// <param name="WaitFor">What searches must see first.</param>
/// <param name="Explain">True to tell each modality's contribution.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.search-request")]
public sealed record SearchRequest(
    [property: Id(0)] TenantId TenantId,
    [property: Id(1)] SearchQuery Query,
    [property: Id(11)] ImmutableArray<RepresentationName> Targets,
    [property: Id(3)] Filter Filter,
    [property: Id(4)] HitGrouping Grouping,
    [property: Id(5)] int Limit,
    [property: Id(6)] SearchPage? After,
    [property: Id(7)] ImmutableArray<ShardSequence> WaitFor,
    [property: Id(8)] bool Explain)
{
    /// <summary>True to leave out the videos of the query's stored parts.</summary>
    [Id(9)]
    public bool ExcludeStored { get; init; }

    /// <summary>Whether segments or whole videos are compared.</summary>
    [Id(10)]
    public VectorLevel Level { get; init; }

    /// <summary>True to ask the lineage that is not the live one, while the tenant's model is changed.</summary>
    [Id(12)]
    public bool InOther { get; init; }

    /// <summary>The grants whose libraries are searched too.</summary>
    [Id(13)]
    public ImmutableArray<string> Grants { get; init; } = [];

    /// <summary>What the caller's key or token is confined to: a part of the filter, told apart for the libraries of others. Null for nothing.</summary>
    [Id(14)]
    public Filter? Access { get; init; }
}
