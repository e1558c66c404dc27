using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Ingest;

/// <summary>An ingest that gave up.</summary>
/// <param name="Epoch">From the plan.</param>
/// <param name="Error">Why.</param>
/// <param name="Retryable">True where another attempt may succeed.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.ingest.ingest-failure")]
public sealed record IngestFailure(
    [property: Id(0)] long Epoch,
    [property: Id(1)] Error Error,
    [property: Id(2)] bool Retryable);
