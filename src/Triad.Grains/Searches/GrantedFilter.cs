using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Grains.Abstractions.Grants;

namespace Triad.Grains.Searches;

/// <summary>What counts in another tenant's library: pure.</summary>
internal static class GrantedFilter
{
    // Metadata that is not shown is as if it were not there: by what a condition on it lets through it would be told all the same.
    private static readonly Condition Never = new VideoIn([]);

    /// <summary>
    /// A key of metadata that a filter has a condition on and that is not shown; null where there is none. What confines the caller is not to be read with such
    /// conditions left out or false: under "must not" that would let through what it shuts out.
    /// </summary>
    public static string? HiddenKeyOf(Filter filter, GrantedFields fields) => filter.Must.Concat(filter.Should).Concat(filter.MustNot)
        .Select(condition => condition is Nested { Filter: var inner } ? HiddenKeyOf(inner, fields) : KeyOf(condition) is { } key && !fields.Shows(key) ? key : null)
        .FirstOrDefault(key => key is not null);

    /// <summary>What both a grant and the asking tenant's filter let through.</summary>
    public static Filter Of(Grant grant, Filter asked) => grant.Filter.And(Seen(asked, grant.Fields));

    /// <summary>A filter as it is where only some metadata is seen.</summary>
    public static Filter Seen(Filter filter, GrantedFields fields)
    {
        return new Filter(All(filter.Must), All(filter.Should), All(filter.MustNot));

        ImmutableArray<Condition> All(ImmutableArray<Condition> conditions) => [.. conditions.Select(condition => Seen(condition, fields))];
    }

    private static Condition Seen(Condition condition, GrantedFields fields) => condition switch
    {
        Nested { Filter: var inner } => new Nested(Seen(inner, fields)),
        _ when KeyOf(condition) is { } key && !fields.Shows(key) => Never,
        _ => condition,
    };

    private static string? KeyOf(Condition condition) => condition switch
    {
        MetadataMatch { Key: var key } => key,
        MetadataPresent { Key: var key } => key,
        MetadataRange { Key: var key } => key,
        _ => null,
    };
}
