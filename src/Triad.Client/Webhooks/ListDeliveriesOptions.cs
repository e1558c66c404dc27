namespace Triad.Client;

/// <summary>Which deliveries are listed.</summary>
public sealed record ListDeliveriesOptions
{
    /// <summary>Only those; null for all.</summary>
    public WebhookDeliveryState? State { get; init; }

    /// <summary>How many a page, 1 to 1,000; 0 leaves it to the platform.</summary>
    public int PageSize { get; init; }

    /// <summary>The token that the page before ended with; null for the first page.</summary>
    public string? PageToken { get; init; }
}
