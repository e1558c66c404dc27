namespace Triad.Core.Filters;

/// <summary>One condition of a filter. The set of conditions is closed: the nested types of this folder.</summary>
public abstract record Condition
{
    private protected Condition()
    {
    }

    /// <summary>Tells whether the condition holds for a point.</summary>
    public abstract bool Holds(FilterSubject subject);
}
