namespace Triad.Client;

/// <summary>How it is with a delivery.</summary>
public enum WebhookDeliveryState
{
    /// <summary>This version of the client does not know the state.</summary>
    Unknown = 0,

    /// <summary>It waits for its next attempt.</summary>
    Pending = 1,

    /// <summary>The receiver answered with success.</summary>
    Delivered = 2,

    /// <summary>The last attempt failed too.</summary>
    Dead = 3,
}
