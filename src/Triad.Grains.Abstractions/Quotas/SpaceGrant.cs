namespace Triad.Grains.Abstractions.Quotas;

/// <summary>Room that is kept for an upload.</summary>
/// <param name="Bytes">How much in all.</param>
/// <param name="ValidFor">How long, unless it is asked for again.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.quotas.space-grant")]
public sealed record SpaceGrant(
    [property: Id(0)] long Bytes,
    [property: Id(1)] TimeSpan ValidFor);
