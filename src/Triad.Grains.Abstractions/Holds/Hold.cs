using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Holds;

/// <summary>A hold: it forbids the deletion of a tenant's videos, or of one, until it is lifted; kept afterwards.</summary>
/// <param name="Id">Which hold it is.</param>
/// <param name="TenantId">The tenant.</param>
/// <param name="VideoId">The video; null for the tenant and all its videos.</param>
/// <param name="Reason">Why, as the operator said it.</param>
/// <param name="PlacedBy">The key that placed it.</param>
/// <param name="PlacedAt">When.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.holds.hold")]
public sealed record Hold(
    [property: Id(0)] string Id,
    [property: Id(1)] TenantId TenantId,
    [property: Id(2)] VideoId? VideoId,
    [property: Id(3)] string Reason,
    [property: Id(4)] string PlacedBy,
    [property: Id(5)] DateTimeOffset PlacedAt)
{
    /// <summary>When it was lifted; null while it binds.</summary>
    [Id(6)]
    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>The key that lifted it; empty before.</summary>
    [Id(7)]
    public string LiftedBy { get; init; } = string.Empty;

    /// <summary>Why it was lifted.</summary>
    [Id(8)]
    public string LiftReason { get; init; } = string.Empty;
}
