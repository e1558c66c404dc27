using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Abstractions.Ingest;

/// <summary>How far an ingest is.</summary>
/// <param name="Epoch">From the plan.</param>
/// <param name="Status">Probing, decoding, embedding or indexing.</param>
/// <param name="ProgressPercent">0 to 100 of the whole way.</param>
/// <param name="Activity">What is being done, for people.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.ingest.ingest-progress")]
public sealed record IngestProgress(
    [property: Id(0)] long Epoch,
    [property: Id(1)] VideoStatus Status,
    [property: Id(2)] int ProgressPercent,
    [property: Id(3)] string Activity);
