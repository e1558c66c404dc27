namespace Triad.Grains.Abstractions.Videos;

/// <summary>How a video stands to its tenant's lineages.</summary>
/// <param name="IsFound">True where searches of the live lineage find it.</param>
/// <param name="IsFailed">True where the live lineage will never have it.</param>
/// <param name="IsOtherDone">True where the other lineage has it.</param>
/// <param name="IsOtherFailed">True where the other lineage will never have it.</param>
/// <param name="MayBeFoundFirst">True where searches of the live lineage may find it before the other one has it.</param>
/// <param name="NeedsWork">True where an ingest host has something to do that may have no job yet.</param>
/// <param name="IsCleaning">True where it has vectors of a lineage that was given up.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.videos.video-alignment")]
public sealed record VideoAlignment(
    [property: Id(0)] bool IsFound,
    [property: Id(1)] bool IsFailed,
    [property: Id(2)] bool IsOtherDone,
    [property: Id(3)] bool IsOtherFailed,
    [property: Id(4)] bool MayBeFoundFirst,
    [property: Id(5)] bool NeedsWork,
    [property: Id(6)] bool IsCleaning);
