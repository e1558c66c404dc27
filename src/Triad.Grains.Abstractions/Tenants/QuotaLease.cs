namespace Triad.Grains.Abstractions.Tenants;

/// <summary>What one gateway may let through for a tenant, for a while.</summary>
/// <param name="QueriesPerSecond">This gateway's share of the tenant's quota; null does not bind, 0 forbids.</param>
/// <param name="QuotaQueriesPerSecond">The tenant's whole quota, for the words of a refusal.</param>
/// <param name="ValidFor">How long until the tenant is to be asked again.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.tenants.quota-lease")]
public sealed record QuotaLease(
    [property: Id(0)] double? QueriesPerSecond,
    [property: Id(1)] double? QuotaQueriesPerSecond,
    [property: Id(2)] TimeSpan ValidFor)
{
    /// <summary>True where nobody else has let queries through lately: what some time brings may then come at once.</summary>
    [Id(40)]
    public bool MayBurst { get; init; }

    /// <summary>Bytes of answers that all gateways may send a day; null does not bind. They are drawn from the tenant's quotas.</summary>
    [Id(41)]
    public long? BytesSentPerDay { get; init; }

    /// <summary>Seconds of embedding that all may use a day; null does not bind. They are drawn from the tenant's quotas.</summary>
    [Id(42)]
    public double? EmbedSecondsPerDay { get; init; }
}
