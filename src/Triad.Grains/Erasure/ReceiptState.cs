using System.Collections.Immutable;

namespace Triad.Grains.Erasure;

/// <summary>A receipt as it is kept.</summary>
[GenerateSerializer]
[Alias("triad.state.receipt")]
public sealed record ReceiptState
{
    /// <summary>Its id.</summary>
    [Id(20)]
    public string Id { get; init; } = string.Empty;

    /// <summary>The id of the API key that asked for it.</summary>
    [Id(21)]
    public string RequestedBy { get; init; } = string.Empty;

    /// <summary>When it was asked for.</summary>
    [Id(22)]
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    [Id(23)]
    public DateTimeOffset FinishedAt { get; init; }

    /// <summary>What each store had and has.</summary>
    [Id(24)]
    public ImmutableArray<ErasedStoreState> Stores { get; init; } = [];

    /// <summary>What may stay all the same.</summary>
    [Id(25)]
    public ImmutableArray<LastingTraceState> Remainders { get; init; } = [];

    /// <summary>The signed statement.</summary>
    [Id(26)]
    public string Jws { get; init; } = string.Empty;
}
