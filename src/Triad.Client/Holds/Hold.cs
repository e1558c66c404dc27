namespace Triad.Client;

/// <summary>What must not be deleted until it is lifted.</summary>
public sealed record Hold
{
    /// <summary>Which hold it is.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantId { get; init; } = string.Empty;

    /// <summary>The video; empty for the tenant with all its videos.</summary>
    public string VideoId { get; init; } = string.Empty;

    /// <summary>Why.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The id of the key that placed it.</summary>
    public string PlacedBy { get; init; } = string.Empty;

    /// <summary>When it was placed.</summary>
    public DateTimeOffset? PlaceTime { get; init; }

    /// <summary>The id of the key that lifted it; empty while it binds, or where it came too late.</summary>
    public string LiftedBy { get; init; } = string.Empty;

    /// <summary>When it was lifted; null while it binds.</summary>
    public DateTimeOffset? LiftTime { get; init; }

    /// <summary>Why it was lifted.</summary>
    public string LiftReason { get; init; } = string.Empty;

    internal static Hold FromWire(V1.Hold wire) => new()
    {
        Id = wire.Id,
        TenantId = wire.TenantId,
        VideoId = wire.VideoId,
        Reason = wire.Reason,
        PlacedBy = wire.PlacedBy,
        PlaceTime = wire.PlaceTime?.ToDateTimeOffset(),
        LiftedBy = wire.LiftedBy,
        LiftTime = wire.LiftTime?.ToDateTimeOffset(),
        LiftReason = wire.LiftReason,
    };
}
