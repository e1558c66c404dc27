using Google.Protobuf.WellKnownTypes;
using Triad.Grains.Abstractions.Webhooks;

namespace Triad.Gateway.Webhooks;

/// <summary>Webhooks and deliveries on the wire.</summary>
internal static class WebhookMapping
{
    public static V1.CreateWebhookResponse ToWire(IssuedWebhook issued) => new() { Webhook = ToWire(issued.Webhook), Secret = issued.Secret };

    public static V1.Webhook ToWire(WebhookSnapshot webhook) => new()
    {
        Id = webhook.Id,
        TenantId = webhook.TenantId.Value,
        Url = webhook.Url,
        EventTypes = { webhook.EventTypes },
        Paused = webhook.Paused,
        PauseReason = webhook.PauseReason,
        CreateTime = Timestamp.FromDateTimeOffset(webhook.CreatedAt),
        OldSecretExpireTime = ToTime(webhook.OldSecretUntil),
        Pending = webhook.Pending,
        Dead = webhook.Dead,
        Dropped = webhook.Dropped,
        LastDropTime = ToTime(webhook.DroppedAt),
    };

    public static V1.WebhookDelivery ToWire(WebhookDelivery delivery) => new()
    {
        Id = delivery.Id.ToString("d"),
        WebhookId = delivery.WebhookId,
        EventType = delivery.EventType,
        EventTime = Timestamp.FromDateTimeOffset(delivery.EventAt),
        State = ToWire(delivery.State),
        Attempts = delivery.Attempts,
        LastStatus = delivery.LastStatus,
        LastProblem = delivery.LastProblem,
        LastAttemptTime = ToTime(delivery.LastAt),
        NextAttemptTime = ToTime(delivery.NextAt),
    };

    private static V1.WebhookDeliveryState ToWire(WebhookDeliveryState state) => state switch
    {
        WebhookDeliveryState.Pending => V1.WebhookDeliveryState.Pending,
        WebhookDeliveryState.Delivered => V1.WebhookDeliveryState.Delivered,
        WebhookDeliveryState.Dead => V1.WebhookDeliveryState.Dead,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state without a row in the table."),
    };

    private static Timestamp? ToTime(DateTimeOffset? at) => at is { } time ? Timestamp.FromDateTimeOffset(time) : null;
}
