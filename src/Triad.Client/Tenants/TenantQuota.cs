namespace Triad.Client;

/// <summary>One of the quotas of a tenant.</summary>
public enum TenantQuota
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Videos in the library.</summary>
    Videos = 1,

    /// <summary>Seconds of media in the library.</summary>
    MediaSeconds = 2,

    /// <summary>Bytes of media in the library.</summary>
    StoredBytes = 3,

    /// <summary>Videos that are ingested at the same time.</summary>
    ConcurrentIngests = 4,

    /// <summary>Queries a second.</summary>
    QueriesPerSecond = 5,

    /// <summary>Seconds of computing embeddings a day (UTC).</summary>
    EmbedSecondsPerDay = 6,

    /// <summary>Bytes of answers to searches and reads of the library a day (UTC).</summary>
    BytesSentPerDay = 7,
}
