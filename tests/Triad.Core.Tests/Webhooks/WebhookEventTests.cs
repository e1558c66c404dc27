using System.Text;
using Triad.Core.Identity;
using Triad.Core.Webhooks;

namespace Triad.Core.Tests.Webhooks;

/// <summary>Ids and payloads are sent for ever.</summary>
public sealed class WebhookEventTests
{
    private static readonly TenantId Acme = TenantId.From("acme");
    private static readonly DateTimeOffset At = new(2026, 11, 30, 12, 30, 15, 250, TimeSpan.Zero);

    [Fact]
    public void Id_IsMadeOfTenantTypeAndMark_AndOfNothingElse()
    {
        var told = WebhookEvent.Of(Acme, WebhookEventTypes.VideoReady, "car/source/1", At, new WebhookSubject { VideoId = "car", Generation = 1 });
        var again = WebhookEvent.Of(Acme, WebhookEventTypes.VideoReady, "car/source/1", At.AddHours(1), WebhookSubject.None);

        Assert.Equal(told.Id, again.Id);
        Assert.Equal(5, told.Id.Version);
        Assert.Equal(4, new[]
        {
            told,
            WebhookEvent.Of(TenantId.From("rival"), WebhookEventTypes.VideoReady, "car/source/1", At, WebhookSubject.None),
            WebhookEvent.Of(Acme, WebhookEventTypes.VideoFailed, "car/source/1", At, WebhookSubject.None),
            WebhookEvent.Of(Acme, WebhookEventTypes.VideoReady, "car/source/2", At, WebhookSubject.None),
        }.Select(one => one.Id).Distinct().Count());
    }

    [Fact]
    public void Payload_OfAVideo_HasItsIdsAlone() => Assert.Equal(
        """{"type":"video.ready","timestamp":"2026-11-30T12:30:15.250Z","data":{"tenant_id":"acme","video_id":"car","generation":2}}""",
        Json(new WebhookEvent(Guid.Empty, WebhookEventTypes.VideoReady, At, new WebhookSubject { VideoId = "car", Generation = 2 })));

    [Fact]
    public void Payload_OfAQuota_HasItsNumbers() => Assert.Equal(
        """{"type":"quota.warning","timestamp":"2026-11-30T12:30:15.250Z","data":{"tenant_id":"acme","quota":"videos","limit":100,"used":80}}""",
        Json(new WebhookEvent(Guid.Empty, WebhookEventTypes.QuotaWarning, At, new WebhookSubject { Quota = "videos", Limit = 100, Used = 80 })));

    [Fact]
    public void Payload_OfNothingElse_HasTheTenant() => Assert.Equal(
        """{"type":"ping","timestamp":"2026-11-30T12:30:15.250Z","data":{"tenant_id":"acme"}}""",
        Json(new WebhookEvent(Guid.Empty, WebhookEventTypes.Ping, At, WebhookSubject.None)));

    private static string Json(WebhookEvent told) => Encoding.UTF8.GetString(told.ToJson(Acme));
}
