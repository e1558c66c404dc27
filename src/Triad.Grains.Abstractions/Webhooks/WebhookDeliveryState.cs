namespace Triad.Grains.Abstractions.Webhooks;

/// <summary>How it is with a delivery.</summary>
public enum WebhookDeliveryState
{
    /// <summary>It waits for its next attempt.</summary>
    Pending = 1,

    /// <summary>The receiver answered with success.</summary>
    Delivered = 2,

    /// <summary>The last attempt failed too.</summary>
    Dead = 3,
}
