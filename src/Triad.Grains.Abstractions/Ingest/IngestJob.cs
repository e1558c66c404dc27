using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Ingest;

/// <summary>A video that waits for an ingest host, or is in work.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="VideoId">The video.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.ingest.ingest-job")]
public sealed record IngestJob(
    [property: Id(0)] TenantId TenantId,
    [property: Id(1)] VideoId VideoId);
