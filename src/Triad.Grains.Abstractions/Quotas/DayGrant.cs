namespace Triad.Grains.Abstractions.Quotas;

/// <summary>What a gateway may spend of a day's quota.</summary>
/// <param name="GrantId">To be given back with it.</param>
/// <param name="Amount">How much; 0 where all is used up.</param>
/// <param name="Limit">The day's quota; null where it does not bind.</param>
/// <param name="Used">What is spent or granted of it, this grant left out.</param>
/// <param name="UntilReset">How long until the next day begins (UTC).</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.quotas.day-grant")]
public sealed record DayGrant(
    [property: Id(0)] long GrantId,
    [property: Id(1)] double Amount,
    [property: Id(2)] double? Limit,
    [property: Id(3)] double Used,
    [property: Id(4)] TimeSpan UntilReset);
