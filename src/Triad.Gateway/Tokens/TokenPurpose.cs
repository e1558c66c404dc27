namespace Triad.Gateway.Tokens;

/// <summary>What tokens are for.</summary>
internal static class TokenPurpose
{
    public const string TenantPage = "page/tenants";
    public const string PlanPage = "page/plans";
    public const string KeyPage = "page/keys";
    public const string GrantInvitation = "grant/invitation";
    public const string GrantPage = "page/grants";
    public const string HoldPage = "page/holds";
    public const string WebhookPage = "page/webhooks";
    public const string DeliveryPage = "page/deliveries";
    public const string VideoPage = "page/videos";
    public const string SegmentPage = "page/segments";
    public const string SearchPage = "page/search";
    public const string ReceiptPage = "page/receipts";
    public const string UsagePage = "page/usage";
    public const string ComparisonPage = "page/usage-comparison";
    public const string Watermark = "watermark";
    public const string AuditHead = "audit/head";
    public const string AuditPage = "page/audit";
}
