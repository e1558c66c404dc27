namespace Triad.Grains.Tenants;

/// <summary>What a tenant may use; null does not bind.</summary>
[GenerateSerializer]
[Alias("triad.state.tenant-quota")]
public sealed record TenantQuotaState
{
    /// <summary>Videos stored.</summary>
    [Id(0)]
    public long? Videos { get; init; }

    /// <summary>Seconds of media stored.</summary>
    [Id(1)]
    public double? MediaSeconds { get; init; }

    /// <summary>Bytes stored.</summary>
    [Id(2)]
    public long? StoredBytes { get; init; }

    /// <summary>Videos in work at once.</summary>
    [Id(3)]
    public int? ConcurrentIngests { get; init; }

    /// <summary>Queries a second.</summary>
    [Id(4)]
    public double? QueriesPerSecond { get; init; }

    /// <summary>Seconds of embedding a day.</summary>
    [Id(5)]
    public double? EmbedSecondsPerDay { get; init; }

    /// <summary>Bytes of answers a day.</summary>
    [Id(40)]
    public long? BytesSentPerDay { get; init; }
}
