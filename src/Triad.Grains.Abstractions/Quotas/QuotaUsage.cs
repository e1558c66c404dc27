namespace Triad.Grains.Abstractions.Quotas;

/// <summary>What a tenant uses of its quotas.</summary>
/// <param name="Videos">Videos in the library, and uploads on their way.</param>
/// <param name="MediaSeconds">Seconds of media in the library.</param>
/// <param name="StoredBytes">Bytes of media in the library, and room that is kept for uploads on their way.</param>
/// <param name="RunningIngests">Videos in work; counted only where a quota binds.</param>
/// <param name="EmbedSecondsToday">Since 00:00 UTC; counted only where a quota binds.</param>
/// <param name="BytesSentToday">Since 00:00 UTC, with what is granted to gateways; counted only where a quota binds.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.quotas.quota-usage")]
public sealed record QuotaUsage(
    [property: Id(0)] long Videos,
    [property: Id(1)] double MediaSeconds,
    [property: Id(2)] long StoredBytes,
    [property: Id(3)] int RunningIngests,
    [property: Id(4)] double EmbedSecondsToday,
    [property: Id(5)] double BytesSentToday);
