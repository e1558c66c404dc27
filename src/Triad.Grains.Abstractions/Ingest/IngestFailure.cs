using Triad.Grains.Abstractions.Replies;

namespace Triad.Grains.Abstractions.Ingest;

/// <summary>An ingest that gave up.</summary>
/// <param name="Epoch">From the plan.</param>
/// <param name="Fault">Why.</param>
/// <param name="Retryable">True where another attempt may succeed.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.ingest.ingest-failure")]
public sealed record IngestFailure(
    [property: Id(0)] long Epoch,
    [property: Id(1)] Fault Fault,
    [property: Id(2)] bool Retryable);
