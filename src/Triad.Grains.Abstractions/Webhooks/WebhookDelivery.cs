namespace Triad.Grains.Abstractions.Webhooks;

/// <summary>An event on its way to a webhook.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="WebhookId">The webhook.</param>
/// <param name="EventType">Its type.</param>
/// <param name="EventAt">When it happened.</param>
/// <param name="State">How it is with it.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="LastStatus">What the receiver answered last; 0 for nothing.</param>
/// <param name="LastProblem">Why the last attempt failed; empty where it did not.</param>
/// <param name="LastAt">When it was tried last; null for never.</param>
/// <param name="NextAt">When it is tried next; null where it is not.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.webhooks.delivery")]
public sealed record WebhookDelivery(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string WebhookId,
    [property: Id(2)] string EventType,
    [property: Id(3)] DateTimeOffset EventAt,
    [property: Id(4)] WebhookDeliveryState State,
    [property: Id(5)] int Attempts,
    [property: Id(6)] int LastStatus,
    [property: Id(7)] string LastProblem,
    [property: Id(8)] DateTimeOffset? LastAt,
    [property: Id(9)] DateTimeOffset? NextAt);
