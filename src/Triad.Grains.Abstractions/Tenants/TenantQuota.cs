namespace Triad.Grains.Abstractions.Tenants;

/// <summary>One of the quotas.</summary>
public enum TenantQuota
{
    /// <summary>Videos stored.</summary>
    Videos,

    /// <summary>Seconds of media stored.</summary>
    MediaSeconds,

    /// <summary>Bytes stored.</summary>
    StoredBytes,

    /// <summary>Videos in work at once.</summary>
    ConcurrentIngests,

    /// <summary>Queries a second.</summary>
    QueriesPerSecond,

    /// <summary>Seconds of embedding a day.</summary>
    EmbedSecondsPerDay,

    /// <summary>Bytes of answers a day.</summary>
    BytesSentPerDay,
}
