namespace Triad.Core.Usage;

/// <summary>What is summed together.</summary>
/// <param name="Kind">The kind of usage.</param>
/// <param name="Labels">Its labels.</param>
public readonly record struct UsageSeries(UsageKind Kind, UsageLabels Labels) : IComparable<UsageSeries>
{
    /// <summary>By kind, then by labels.</summary>
    public int CompareTo(UsageSeries other)
    {
        var kind = string.CompareOrdinal(Kind.Name, other.Kind.Name);
        return kind != 0 ? kind : Labels.CompareTo(other.Labels);
    }
}
