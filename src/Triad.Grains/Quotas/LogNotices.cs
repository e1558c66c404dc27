using Microsoft.Extensions.Logging;
using Triad.Core.Quotas;

namespace Triad.Grains.Quotas;

/// <summary>Tells notices to the log.</summary>
internal sealed partial class LogNotices(ILogger<LogNotices> log) : ITenantNotices
{
    public ValueTask<bool> TellAsync(QuotaNotice notice, CancellationToken cancellationToken)
    {
        if (notice.IsUsedUp)
            LogUsedUp(notice.Tenant.Value, notice.Use.Quota, notice.Use.Used, notice.Use.Limit);
        else
            LogQuota(notice.Tenant.Value, notice.Use.Quota, notice.Use.Used, notice.Use.Limit);
        return ValueTask.FromResult(true);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Tenant {Tenant} has used {Used} of its quota {Quota} of {Limit}")]
    private partial void LogQuota(string tenant, string quota, double used, double limit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Tenant {Tenant} has used up its quota {Quota}: {Used} of {Limit}")]
    private partial void LogUsedUp(string tenant, string quota, double used, double limit);
}
