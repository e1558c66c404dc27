namespace Triad.Grains.Holds;

/// <summary>What is kept of a hold.</summary>
[GenerateSerializer]
[Alias("triad.state.hold")]
public sealed record HoldState
{
    /// <summary>Which hold it is.</summary>
    [Id(0)]
    public string Id { get; init; } = string.Empty;

    /// <summary>The request that placed it; empty for none.</summary>
    [Id(1)]
    public string RequestId { get; init; } = string.Empty;

    /// <summary>The video; empty for the tenant.</summary>
    [Id(2)]
    public string VideoId { get; init; } = string.Empty;

    /// <summary>Why.</summary>
    [Id(3)]
    public string Reason { get; init; } = string.Empty;

    /// <summary>The key that placed it.</summary>
    [Id(4)]
    public string PlacedBy { get; init; } = string.Empty;

    /// <summary>When.</summary>
    [Id(5)]
    public DateTimeOffset PlacedAt { get; init; }

    /// <summary>When it was lifted; null while it binds.</summary>
    [Id(6)]
    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>The key that lifted it.</summary>
    [Id(7)]
    public string LiftedBy { get; init; } = string.Empty;

    /// <summary>Why it was lifted.</summary>
    [Id(8)]
    public string LiftReason { get; init; } = string.Empty;
}
