using Google.Protobuf.WellKnownTypes;

namespace Triad.Client;

/// <summary>What to ask a tenant's ledger.</summary>
public sealed record UsageQuery
{
    /// <summary>The start of the first step; null for the step that runs now.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The end of the last step; null for the end of the step that runs now. At most 400 days after the start.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>How long the spans of the answer are.</summary>
    public UsageStep Step { get; init; }

    /// <summary>Of embed_seconds, searches, ingested_seconds, stored_byte_hours, sent_bytes and transcribed_seconds; empty for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Only these: t, v, a, tv, ta, va, tva; empty for all.</summary>
    public IReadOnlyList<string> Modalities { get; init; } = [];

    /// <summary>Only these model packages; empty for all.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>By what amounts are told apart, beside their kind.</summary>
    public IReadOnlyList<UsageDimension> GroupBy { get; init; } = [];

    internal V1.GetUsageRequest ToWire(string tenant, int pageSize, string? pageToken) => new()
    {
        TenantId = tenant,
        StartTime = From is { } from ? Timestamp.FromDateTimeOffset(from) : null,
        EndTime = To is { } to ? Timestamp.FromDateTimeOffset(to) : null,
        Step = (V1.UsageStep)Step,
        Kinds = { Kinds },
        Modalities = { Modalities },
        Packages = { Packages },
        GroupBy = { GroupBy.Select(dimension => (V1.UsageDimension)dimension) },
        PageSize = pageSize,
        PageToken = pageToken ?? string.Empty,
    };
}
