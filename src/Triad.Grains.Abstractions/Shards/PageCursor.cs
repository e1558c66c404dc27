namespace Triad.Grains.Abstractions.Shards;

/// <summary>A place in a ranking.</summary>
/// <param name="Score">The last hit's score.</param>
/// <param name="PointId">The last hit's point.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.shards.page-cursor")]
public sealed record PageCursor(
    [property: Id(0)] float Score,
    [property: Id(1)] Guid PointId);
