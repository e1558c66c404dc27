namespace Triad.Testing.Tenants;

/// <summary>What the value of a field may say about somebody's data.</summary>
internal enum IdentityKind
{
    /// <summary>Nothing: words and choices of the caller, or names that are the platform's.</summary>
    None,
    Tenant,
    Video,
    Key,
    Request,
    ContentHash,
    Upload,
    PageToken,
    Watermark,
    Receipt,
    Grant,
    Webhook,
    WebhookDelivery,
    SavedSearch,
    MediaAddress,
    Hold,
    Invitation,
}
