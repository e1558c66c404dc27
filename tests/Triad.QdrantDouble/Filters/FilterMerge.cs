using Qdrant.Client.Grpc;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Filters;

/// <summary>
/// One filter of two, as a server makes it where a query's filter goes into its prefetches: each list of conditions is appended to the
/// other's, so that the alternatives of both become one choice.
/// </summary>
internal static class FilterMerge
{
    public static Filter? Of(Filter? one, Filter? other)
    {
        if (one is null || other is null)
            return one ?? other;
        var merged = one.Clone();
        merged.Should.Add(other.Should);
        merged.Must.Add(other.Must);
        merged.MustNot.Add(other.MustNot);
        if (other.MinShould is not { } minimum)
            return merged;
        if (merged.MinShould is null)
            merged.MinShould = minimum.Clone();
        else
        {
            merged.MinShould.Conditions.Add(minimum.Conditions);
            merged.MinShould.MinCount = Math.Max(merged.MinShould.MinCount, minimum.MinCount);
        }

        return merged;
    }

    public static Filter? Without(Filter? filter, IReadOnlyCollection<PointKey> keys) => keys.Count == 0
        ? filter
        : Of(new Filter { MustNot = { HasId(keys) } }, filter);

    public static Condition HasId(IEnumerable<PointKey> keys) =>
        new() { HasId = new HasIdCondition { HasId = { keys.Select(key => key.ToMessage()) } } };
}
