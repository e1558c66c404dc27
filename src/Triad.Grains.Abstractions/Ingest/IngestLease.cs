namespace Triad.Grains.Abstractions.Ingest;

/// <summary>A job that a host has taken.</summary>
/// <param name="Job">The job.</param>
/// <param name="LeaseId">To be sent with heartbeats.</param>
/// <param name="ValidFor">How long without a heartbeat.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.ingest.ingest-lease")]
public sealed record IngestLease(
    [property: Id(0)] IngestJob Job,
    [property: Id(1)] long LeaseId,
    [property: Id(2)] TimeSpan ValidFor);
