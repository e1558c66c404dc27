namespace Triad.Grains.Webhooks;

/// <summary>Which delivery it is.</summary>
/// <param name="WebhookId">The webhook.</param>
/// <param name="EventId">The event.</param>
internal readonly record struct DeliveryKey(string WebhookId, Guid EventId);
