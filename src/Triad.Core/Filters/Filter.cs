using System.Collections.Immutable;

namespace Triad.Core.Filters;

/// <summary>A condition on points. All of Must hold, none of MustNot, and at least one of Should where there is any.</summary>
public sealed record Filter(ImmutableArray<Condition> Must, ImmutableArray<Condition> Should, ImmutableArray<Condition> MustNot)
{
    /// <summary>The filter that everything passes.</summary>
    public static Filter Everything { get; } = new([], [], []);

    /// <summary>True where there is nothing to check.</summary>
    public bool IsEmpty => Must.IsEmpty && Should.IsEmpty && MustNot.IsEmpty;

    /// <summary>The filter that what passes both passes, and nothing else: neither can widen the other.</summary>
    public Filter And(Filter other) => IsEmpty ? other : other.IsEmpty ? this : new Filter([new Nested(this), new Nested(other)], [], []);

    /// <summary>Tells whether a point passes.</summary>
    public bool Accepts(FilterSubject subject)
    {
        foreach (var condition in Must)
            if (!condition.Holds(subject))
                return false;
        foreach (var condition in MustNot)
            if (condition.Holds(subject))
                return false;
        if (Should.IsEmpty)
            return true;
        foreach (var condition in Should)
            if (condition.Holds(subject))
                return true;
        return false;
    }
}
