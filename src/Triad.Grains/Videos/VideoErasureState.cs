using System.Collections.Immutable;
using Triad.Grains.Erasure;

namespace Triad.Grains.Videos;

/// <summary>What is kept of the erasure of a video while it is under way.</summary>
[GenerateSerializer]
[Alias("triad.state.video-erasure")]
public sealed record VideoErasureState
{
    /// <summary>The receipt's id.</summary>
    [Id(20)]
    public string ReceiptId { get; init; } = string.Empty;

    /// <summary>The id of the API key that asked for it; empty where none did.</summary>
    [Id(21)]
    public string RequestedBy { get; init; } = string.Empty;

    /// <summary>When it was asked for.</summary>
    [Id(22)]
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>What the stores had; empty before they were counted.</summary>
    [Id(23)]
    public ImmutableArray<ErasedStoreState> Stores { get; init; } = [];
}
