using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Grants;

namespace Triad.Grains.Searches;

/// <summary>A library that a search goes through: the asking tenant's own, or what grants of another tenant let through of its.</summary>
/// <param name="Place">Its place in the search: 0 for the own one.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="FirstShard">The first of its shards.</param>
/// <param name="ShardCount">How many it has.</param>
/// <param name="Filter">What counts: what is asked for; of another tenant's only what a grant lets through.</param>
/// <param name="Grants">The grants with what counts of each, in the order in which the search names them; empty for the own one.</param>
internal sealed record SearchLibrary(
    int Place,
    TenantId Tenant,
    int FirstShard,
    int ShardCount,
    Filter Filter,
    ImmutableArray<(Grant Grant, Filter Filter)> Grants)
{
    /// <summary>True for the asking tenant's own.</summary>
    public bool IsOwn => Grants.IsEmpty;

    /// <summary>The first grant that lets a segment through; null where none does, and for the own library.</summary>
    public Grant? GrantOf(FilterSubject subject)
    {
        foreach (var (grant, filter) in Grants)
            if (filter.Accepts(subject))
                return grant;
        return null;
    }

    /// <summary>Whether a hit may be told. The index has filtered already; what another tenant may see is not left to one place.</summary>
    public bool MayTell(FilterSubject subject) => IsOwn || GrantOf(subject) is not null;
}
