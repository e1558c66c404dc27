using System.Diagnostics;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Core.Telemetry;

/// <summary>Says on a span whom it is about and how it ended.</summary>
public static class ActivityExtensions
{
    /// <summary>Names the tenant.</summary>
    public static void SetTenant(this Activity? activity, TenantId tenant) => activity?.SetTag(TelemetryNames.Tenant, tenant.Value);

    /// <summary>Names the video.</summary>
    public static void SetVideo(this Activity? activity, VideoId video) => activity?.SetTag(TelemetryNames.Video, video.Value);

    /// <summary>Says why the work failed.</summary>
    public static void SetError(this Activity? activity, Error error)
    {
        activity?.SetTag(TelemetryNames.Reason, error.Reason.ToString());
        activity?.SetStatus(ActivityStatusCode.Error, error.Reason.ToString());
    }
}
