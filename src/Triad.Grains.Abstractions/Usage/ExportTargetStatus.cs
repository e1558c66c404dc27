namespace Triad.Grains.Abstractions.Usage;

/// <summary>How the export to a target goes.</summary>
/// <param name="Name">The operator's name of it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Pending">Events that it does not have, as last counted.</param>
/// <param name="Sent">Events that it took since the exporting process began.</param>
/// <param name="SucceededAt">When it last took some; null where it has not since then.</param>
/// <param name="Problem">Why the last try failed; null where it did not.</param>
/// <param name="Tries">Failed tries in a row.</param>
/// <param name="NextTry">When it is tried again; null where it is not waited for.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.usage.export-target-status")]
public sealed record ExportTargetStatus(
    [property: Id(0)] string Name,
    [property: Id(1)] string Kind,
    [property: Id(2)] long Pending,
    [property: Id(3)] long Sent,
    [property: Id(4)] DateTimeOffset? SucceededAt,
    [property: Id(5)] string? Problem,
    [property: Id(6)] int Tries,
    [property: Id(7)] DateTimeOffset? NextTry);
