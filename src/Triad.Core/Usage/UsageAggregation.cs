namespace Triad.Core.Usage;

/// <summary>How amounts of a kind of usage become one.</summary>
public enum UsageAggregation
{
    /// <summary>They are added.</summary>
    Sum,
}
