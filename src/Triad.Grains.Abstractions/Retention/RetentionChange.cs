namespace Triad.Grains.Abstractions.Retention;

/// <summary>A change of a retention.</summary>
/// <param name="To">How long videos are kept after their creation; null for ever.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.retention.change")]
public sealed record RetentionChange([property: Id(0)] TimeSpan? To);
