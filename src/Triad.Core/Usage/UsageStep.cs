namespace Triad.Core.Usage;

/// <summary>How long the spans are that usage is told by; of UTC.</summary>
public enum UsageStep
{
    /// <summary>An hour.</summary>
    Hour,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A calendar month.</summary>
    Month,
}
