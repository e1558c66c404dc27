namespace Triad.Client;

/// <summary>An event on its way to a webhook.</summary>
public sealed record WebhookDelivery
{
    /// <summary>The header <c>webhook-id</c>: the same at every attempt.</summary>
    public required string Id { get; init; }

    /// <summary>The webhook.</summary>
    public string WebhookId { get; init; } = string.Empty;

    /// <summary>The event's type.</summary>
    public string EventType { get; init; } = string.Empty;

    /// <summary>When it happened.</summary>
    public DateTimeOffset? EventTime { get; init; }

    /// <summary>How it is with it.</summary>
    public WebhookDeliveryState State { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>The status of the last attempt; 0 where none was answered.</summary>
    public int LastStatus { get; init; }

    /// <summary>Why the last attempt failed; empty where it did not.</summary>
    public string LastProblem { get; init; } = string.Empty;

    /// <summary>When it was tried last.</summary>
    public DateTimeOffset? LastAttemptTime { get; init; }

    /// <summary>When it is tried next, while it waits.</summary>
    public DateTimeOffset? NextAttemptTime { get; init; }

    internal static WebhookDelivery FromWire(V1.WebhookDelivery wire) => new()
    {
        Id = wire.Id,
        WebhookId = wire.WebhookId,
        EventType = wire.EventType,
        EventTime = wire.EventTime?.ToDateTimeOffset(),
        State = Enum.IsDefined((WebhookDeliveryState)(int)wire.State) ? (WebhookDeliveryState)(int)wire.State : WebhookDeliveryState.Unknown,
        Attempts = wire.Attempts,
        LastStatus = wire.LastStatus,
        LastProblem = wire.LastProblem,
        LastAttemptTime = wire.LastAttemptTime?.ToDateTimeOffset(),
        NextAttemptTime = wire.NextAttemptTime?.ToDateTimeOffset(),
    };
}
