namespace Triad.Client;

/// <summary>An address that events of a tenant are posted to.</summary>
public sealed record Webhook
{
    /// <summary>Which webhook it is.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantId { get; init; } = string.Empty;

    /// <summary>Where events are posted to.</summary>
    public string Url { get; init; } = string.Empty;

    /// <summary>The types that it takes; empty for all.</summary>
    public IReadOnlyList<string> EventTypes { get; init; } = [];

    /// <summary>True where nothing is sent; what happens meanwhile waits.</summary>
    public bool Paused { get; init; }

    /// <summary>Why the platform has paused it; empty where it has not.</summary>
    public string PauseReason { get; init; } = string.Empty;

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>Until when the secret of before signs too; null where it does not.</summary>
    public DateTimeOffset? OldSecretExpireTime { get; init; }

    /// <summary>How many deliveries wait.</summary>
    public long Pending { get; init; }

    /// <summary>How many are dead.</summary>
    public long Dead { get; init; }

    /// <summary>How many events were dropped, since too many waited.</summary>
    public long Dropped { get; init; }

    /// <summary>When the last one was dropped; null where none was.</summary>
    public DateTimeOffset? LastDropTime { get; init; }

    internal static Webhook FromWire(V1.Webhook wire) => new()
    {
        Id = wire.Id,
        TenantId = wire.TenantId,
        Url = wire.Url,
        EventTypes = [.. wire.EventTypes],
        Paused = wire.Paused,
        PauseReason = wire.PauseReason,
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
        OldSecretExpireTime = wire.OldSecretExpireTime?.ToDateTimeOffset(),
        Pending = wire.Pending,
        Dead = wire.Dead,
        Dropped = wire.Dropped,
        LastDropTime = wire.LastDropTime?.ToDateTimeOffset(),
    };
}
