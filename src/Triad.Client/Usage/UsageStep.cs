namespace Triad.Client;

/// <summary>How long the spans are that usage is told by; of UTC.</summary>
public enum UsageStep
{
    /// <summary>Of queries: the platform's choice, a day.</summary>
    Unknown = 0,

    /// <summary>An hour.</summary>
    Hour = 1,

    /// <summary>A day.</summary>
    Day = 2,

    /// <summary>A calendar month.</summary>
    Month = 3,
}
