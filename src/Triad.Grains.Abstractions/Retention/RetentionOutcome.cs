namespace Triad.Grains.Abstractions.Retention;

/// <summary>What became of a video that was looked at for its age.</summary>
public enum RetentionOutcome
{
    /// <summary>It is not there, or not any more.</summary>
    Gone,

    /// <summary>It is not old enough.</summary>
    Kept,

    /// <summary>A hold forbids its deletion.</summary>
    Held,
}
