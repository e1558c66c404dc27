namespace Triad.Core.Quotas;

/// <summary>Names of quotas as users see them: the fields of <c>triad.v1.Quotas</c>.</summary>
public static class QuotaNames
{
    /// <summary>Videos in the library.</summary>
    public const string Videos = "videos";

    /// <summary>Seconds of media in the library.</summary>
    public const string MediaSeconds = "media_seconds";

    /// <summary>Bytes of media in the library.</summary>
    public const string StoredBytes = "stored_bytes";

    /// <summary>Videos in work at once.</summary>
    public const string ConcurrentIngests = "concurrent_ingests";

    /// <summary>Queries a second.</summary>
    public const string QueriesPerSecond = "queries_per_second";

    /// <summary>Seconds of embedding a day.</summary>
    public const string EmbedSecondsPerDay = "embed_seconds_per_day";

    /// <summary>Bytes of answers a day.</summary>
    public const string BytesSentPerDay = "bytes_sent_per_day";
}
