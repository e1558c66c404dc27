using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Usage;

/// <summary>How far the hours of storage of a tenant are in the ledger.</summary>
/// <param name="Through">The end of the last hour that is; null before the first one.</param>
/// <param name="Gone">Videos that were deleted since.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.usage.stored-mark")]
public sealed record StoredMark(
    [property: Id(0)] DateTimeOffset? Through,
    [property: Id(1)] ImmutableArray<GoneVideo> Gone);
