using System.Collections.Immutable;

namespace Triad.Grains.Erasure;

/// <summary>What is kept of the erasure of a tenant: how far it is, and at the end its receipt. It is never removed.</summary>
[GenerateSerializer]
[Alias("triad.state.tenant-erasure")]
public sealed record TenantErasureState
{
    /// <summary>The receipt's id; empty before it has begun.</summary>
    [Id(20)]
    public string ReceiptId { get; init; } = string.Empty;

    /// <summary>The id of the API key that asked for it.</summary>
    [Id(21)]
    public string RequestedBy { get; init; } = string.Empty;

    /// <summary>When it was asked for.</summary>
    [Id(22)]
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When the tenant was closed; null before.</summary>
    [Id(23)]
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>What the stores had; empty before they were counted.</summary>
    [Id(24)]
    public ImmutableArray<ErasedStoreState> Stores { get; init; } = [];

    /// <summary>The receipt; null before the end.</summary>
    [Id(25)]
    public ReceiptState? Receipt { get; init; }
}
