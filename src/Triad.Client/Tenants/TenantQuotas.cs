namespace Triad.Client;

/// <summary>What a tenant may use at most; null takes the value of its plan, 0 forbids.</summary>
public sealed record TenantQuotas
{
    /// <summary>Videos in the library.</summary>
    public long? Videos { get; init; }

    /// <summary>Seconds of media in the library.</summary>
    public long? MediaSeconds { get; init; }

    /// <summary>Bytes of media in the library.</summary>
    public long? StoredBytes { get; init; }

    /// <summary>Videos that are ingested at the same time.</summary>
    public int? ConcurrentIngests { get; init; }

    /// <summary>Queries a second.</summary>
    public double? QueriesPerSecond { get; init; }

    /// <summary>Seconds of computing embeddings a day (UTC).</summary>
    public long? EmbedSecondsPerDay { get; init; }

    /// <summary>Bytes of answers to searches and reads of the library a day (UTC).</summary>
    public long? BytesSentPerDay { get; init; }

    internal static TenantQuotas FromWire(V1.Quotas? wire) => wire is null ? new TenantQuotas() : new TenantQuotas
    {
        Videos = wire.HasVideos ? wire.Videos : null,
        MediaSeconds = wire.HasMediaSeconds ? wire.MediaSeconds : null,
        StoredBytes = wire.HasStoredBytes ? wire.StoredBytes : null,
        ConcurrentIngests = wire.HasConcurrentIngests ? wire.ConcurrentIngests : null,
        QueriesPerSecond = wire.HasQueriesPerSecond ? wire.QueriesPerSecond : null,
        EmbedSecondsPerDay = wire.HasEmbedSecondsPerDay ? wire.EmbedSecondsPerDay : null,
        BytesSentPerDay = wire.HasBytesSentPerDay ? wire.BytesSentPerDay : null,
    };

    internal V1.Quotas ToWire()
    {
        var wire = new V1.Quotas();
        if (Videos is { } videos)
            wire.Videos = videos;
        if (MediaSeconds is { } mediaSeconds)
            wire.MediaSeconds = mediaSeconds;
        if (StoredBytes is { } storedBytes)
            wire.StoredBytes = storedBytes;
        if (ConcurrentIngests is { } concurrentIngests)
            wire.ConcurrentIngests = concurrentIngests;
        if (QueriesPerSecond is { } queriesPerSecond)
            wire.QueriesPerSecond = queriesPerSecond;
        if (EmbedSecondsPerDay is { } embedSeconds)
            wire.EmbedSecondsPerDay = embedSeconds;
        if (BytesSentPerDay is { } bytesSent)
            wire.BytesSentPerDay = bytesSent;
        return wire;
    }
}
