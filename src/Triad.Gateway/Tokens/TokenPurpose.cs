namespace Triad.Gateway.Tokens;

/// <summary>What tokens are for.</summary>
internal static class TokenPurpose
{
    public const string TenantPage = "page/tenants";
    public const string KeyPage = "page/keys";
    public const string VideoPage = "page/videos";
    public const string SegmentPage = "page/segments";
    public const string SearchPage = "page/search";
    public const string Watermark = "watermark";
}
