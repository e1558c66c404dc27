namespace Triad.Core.Webhooks;

/// <summary>What an event is about: ids and numbers, never content. What is empty or zero is left out of its payload.</summary>
public sealed record WebhookSubject
{
    /// <summary>Nothing but the tenant.</summary>
    public static WebhookSubject None { get; } = new();

    /// <summary>The video.</summary>
    public string VideoId { get; init; } = string.Empty;

    /// <summary>Its generation.</summary>
    public int Generation { get; init; }

    /// <summary>A reason from the closed set, as errors name it.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The receipt of an erasure.</summary>
    public string ReceiptId { get; init; } = string.Empty;

    /// <summary>The quota.</summary>
    public string Quota { get; init; } = string.Empty;

    /// <summary>What the quota allows.</summary>
    public double Limit { get; init; }

    /// <summary>What is used of it.</summary>
    public double Used { get; init; }
}
