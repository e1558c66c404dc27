namespace Triad.Grains.Abstractions.Tenants;

/// <summary>What a tenant may use; null does not bind.</summary>
/// <param name="Videos">Videos stored.</param>
/// <param name="MediaSeconds">Seconds of media stored.</param>
/// <param name="StoredBytes">Bytes stored.</param>
/// <param name="ConcurrentIngests">Videos in work at once.</param>
/// <param name="QueriesPerSecond">Queries a second.</param>
/// <param name="EmbedSecondsPerDay">Seconds of embedding a day.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.tenants.tenant-quotas")]
public sealed record TenantQuotas(
    [property: Id(0)] long? Videos,
    [property: Id(1)] double? MediaSeconds,
    [property: Id(2)] long? StoredBytes,
    [property: Id(3)] int? ConcurrentIngests,
    [property: Id(4)] double? QueriesPerSecond,
    [property: Id(5)] double? EmbedSecondsPerDay)
{
    /// <summary>Quotas of which none binds.</summary>
    public static TenantQuotas None { get; } = new(null, null, null, null, null, null);

    /// <summary>Bytes of answers a day.</summary>
    [Id(40)]
    public long? BytesSentPerDay { get; init; }
}
