namespace Triad.Core.Webhooks;

/// <summary>The types of events that webhooks get. A type is never given another meaning.</summary>
public static class WebhookEventTypes
{
    /// <summary>A generation of a video can be found.</summary>
    public const string VideoReady = "video.ready";

    /// <summary>A video could not be ingested.</summary>
    public const string VideoFailed = "video.failed";

    /// <summary>A video is erased.</summary>
    public const string VideoDeleted = "video.deleted";

    /// <summary>Four fifths of a quota are used.</summary>
    public const string QuotaWarning = "quota.warning";

    /// <summary>A quota is used up.</summary>
    public const string QuotaExceeded = "quota.exceeded";

    /// <summary>The tenant is suspended.</summary>
    public const string TenantSuspended = "tenant.suspended";

    /// <summary>The tenant may go on.</summary>
    public const string TenantResumed = "tenant.resumed";

    /// <summary>A test that the owner asked for; no webhook can ask for it or do without it.</summary>
    public const string Ping = "ping";

    /// <summary>Those that a webhook can ask for.</summary>
    public static IReadOnlyList<string> All { get; } =
        [VideoReady, VideoFailed, VideoDeleted, QuotaWarning, QuotaExceeded, TenantSuspended, TenantResumed];
}
