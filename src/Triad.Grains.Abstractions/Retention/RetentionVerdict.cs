namespace Triad.Grains.Abstractions.Retention;

/// <summary>What became of a video that was looked at for its age.</summary>
/// <param name="Outcome">Whether it is gone.</param>
/// <param name="OwnDueAt">When its own retention ends; null where it has none.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.retention.verdict")]
public sealed record RetentionVerdict([property: Id(0)] RetentionOutcome Outcome, [property: Id(1)] DateTimeOffset? OwnDueAt);
