using System.Globalization;
using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Triad.Core.Quotas;
using Triad.Core.Webhooks;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Webhooks;
using Triad.Grains.Quotas;

namespace Triad.Grains.Webhooks;

/// <summary>Tells notices to the tenant's webhooks, durably, and to the log.</summary>
internal sealed partial class WebhookNotices(LogNotices inner, IGrainFactory grains, ILogger<WebhookNotices> log) : ITenantNotices
{
    public async ValueTask<bool> TellAsync(QuotaNotice notice, CancellationToken cancellationToken)
    {
        var noted = await NoteAsync(notice, cancellationToken);
        if (!noted.IsOk)
        {
            LogUntold(notice.Tenant.Value, notice.Use.Quota, noted.Error.Message);
            return false;
        }

        return await inner.TellAsync(notice, cancellationToken);
    }

    // The hour makes the id: between two crossings of one quota there is more than that, and a notice that is told again after a kill is the same.
    private async Task<Result> NoteAsync(QuotaNotice notice, CancellationToken cancellationToken)
    {
        var happened = WebhookEvent.Of(
            notice.Tenant,
            notice.IsUsedUp ? WebhookEventTypes.QuotaExceeded : WebhookEventTypes.QuotaWarning,
            $"{notice.Use.Quota}/{notice.At.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture)}",
            notice.At,
            new WebhookSubject { Quota = notice.Use.Quota, Limit = notice.Use.Limit, Used = notice.Use.Used });
        try
        {
            return await grains.Webhooks(notice.Tenant).NoteAsync(WebhookNote.Of(happened), cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new Error(ErrorReason.Unavailable, failure.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhooks of tenant {Tenant} could not be told of its quota {Quota}, and are with the next use: {Problem}")]
    private partial void LogUntold(string tenant, string quota, string problem);
}
