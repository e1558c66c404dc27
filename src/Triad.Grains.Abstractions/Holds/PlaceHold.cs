using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Holds;

/// <summary>A hold to be.</summary>
/// <param name="RequestId">Makes a repeat harmless; empty for none.</param>
/// <param name="VideoId">The video; null for the tenant and all its videos.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">The caller's key.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.holds.place-hold")]
public sealed record PlaceHold(
    [property: Id(0)] string RequestId,
    [property: Id(1)] VideoId? VideoId,
    [property: Id(2)] string Reason,
    [property: Id(3)] string By);
