namespace Triad.Client;

/// <summary>What a tenant has now, and a page of what it used.</summary>
public sealed record TenantUsage
{
    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>Videos in the library.</summary>
    public long Videos { get; init; }

    /// <summary>Bytes of their uploads.</summary>
    public long StoredBytes { get; init; }

    /// <summary>Searches since 00:00 UTC.</summary>
    public long QueriesToday { get; init; }

    /// <summary>Seconds of computing embeddings since 00:00 UTC.</summary>
    public long EmbedSecondsToday { get; init; }

    /// <summary>What it may use at most.</summary>
    public TenantQuotas Quotas { get; init; } = new();

    /// <summary>What it used, in the order of spans, kinds, sources, modalities and packages; what is zero is left out.</summary>
    public IReadOnlyList<UsageAmount> Amounts { get; init; } = [];

    /// <summary>Where the next page goes on; null on the last one.</summary>
    public string? NextPageToken { get; init; }

    internal static TenantUsage FromWire(V1.Usage wire) => new()
    {
        Tenant = wire.TenantId,
        Videos = wire.Videos,
        StoredBytes = wire.StoredBytes,
        QueriesToday = wire.QueriesToday,
        EmbedSecondsToday = wire.EmbedSecondsToday,
        Quotas = TenantQuotas.FromWire(wire.Quotas),
        Amounts = [.. wire.Amounts.Select(UsageAmount.FromWire)],
        NextPageToken = wire.NextPageToken.Length > 0 ? wire.NextPageToken : null,
    };
}
