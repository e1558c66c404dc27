using Triad.Core.Rows;
using Triad.Core.Webhooks;
using Triad.Grains.Abstractions.Webhooks;
using Triad.Grains.Webhooks;

namespace Triad.Grains.Tests.Webhooks;

/// <summary>Rows are stored for ever.</summary>
public sealed class DeliveryTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly WebhookOptions Usual = new();

    private static readonly Delivery Tried = new(
        "abcdefghijklmnop",
        new WebhookEvent(
            new Guid("5c1a5a3e-4f0b-5d0e-9f5e-7d1f3b0a9c42"), WebhookEventTypes.VideoReady, At, new WebhookSubject { VideoId = "clip.1_a", Generation = 3 }),
        WebhookDeliveryState.Pending,
        2,
        503,
        "answered 503",
        At.AddSeconds(1),
        At.AddSeconds(301));

    [Fact]
    public void Row_HasItsForm()
    {
        Assert.Equal(
            new Row(
                "delivery/abcdefghijklmnop/5c1a5a3e-4f0b-5d0e-9f5e-7d1f3b0a9c42",
                "1 1 video.ready 1796040000000 2 503 answered%20503 1796040001000 1796040301000 video=clip.1_a&generation=3"),
            Tried.ToRow());
        Assert.Equal(Tried, Delivery.From(Tried.ToRow()));
    }

    [Fact]
    public void Row_OfTheLongestDelivery_FitsARow()
    {
        var longest = Tried with
        {
            Event = Tried.Event with { Subject = new WebhookSubject { VideoId = new string('v', 128), Generation = int.MaxValue, Reason = "REPRESENTATION_UNAVAILABLE" } },
            LastProblem = "the address is refused: it leads to no public address, or its form or port is not allowed",
        };

        Assert.InRange(longest.ToRow().Value.Length, 1, 500);
        Assert.Equal(longest, Delivery.From(longest.ToRow()));
    }

    [Fact]
    public void Row_OfAQuota_KeepsItsNumbers()
    {
        var told = Delivery.New("w", new WebhookEvent(Guid.NewGuid(), WebhookEventTypes.QuotaWarning, At, new WebhookSubject { Quota = "videos", Limit = 1e15, Used = 0.1 }), At);

        Assert.Equal(told, Delivery.From(told.ToRow()));
    }

    [Fact]
    public void Attempts_FollowTheSchedule_AndEndDead()
    {
        var delivery = Tried with { Attempts = 0 };
        var pauses = new List<double>();
        while (delivery.State == WebhookDeliveryState.Pending)
        {
            delivery = WebhookRules.After(delivery, new WebhookAttempt(500, "answered 500", null), Usual, At, chance: 0);
            if (delivery.State == WebhookDeliveryState.Pending)
                pauses.Add((delivery.NextAt - At).TotalSeconds);
        }

        Assert.Equal([5, 300, 1800, 7200, 18000, 36000, 36000], pauses);
        Assert.Equal((8, WebhookDeliveryState.Dead, 500), (delivery.Attempts, delivery.State, delivery.LastStatus));
    }

    [Theory]
    [InlineData(1, null, 6)]
    [InlineData(0, 60, 60)]
    [InlineData(0, 1, 5)]
    [InlineData(0, 1_000_000, 86_400)]
    public void NextAttempt_IsLaterByChance_AndByWhatTheReceiverAsks(double chance, int? asked, double seconds)
    {
        var wait = asked is { } given ? TimeSpan.FromSeconds(given) : (TimeSpan?)null;

        var next = WebhookRules.After(Tried with { Attempts = 0 }, new WebhookAttempt(503, "answered 503", wait), Usual, At, chance);

        Assert.Equal(seconds, (next.NextAt - At).TotalSeconds);
    }

    [Fact]
    public void Receiver_ThatIsGone_AndAPing_AreNotTriedAgain()
    {
        Assert.Equal(WebhookDeliveryState.Dead, WebhookRules.After(Tried, new WebhookAttempt(410, "answered 410", null), Usual, At, 0).State);
        var ping = Tried with { Event = Tried.Event with { Type = WebhookEventTypes.Ping }, Attempts = 0 };
        Assert.Equal(WebhookDeliveryState.Dead, WebhookRules.After(ping, new WebhookAttempt(0, "cannot be reached", null), Usual, At, 0).State);
    }

    [Fact]
    public void Settings_ThatAreWrong_AreAllNamed()
    {
        var validated = new WebhookOptionsValidator().Validate(null, new WebhookOptions
        {
            MaxWebhooks = 0,
            MaxWaiting = 1,
            MaxDelivered = -1,
            DeliveredHours = -1,
            DeadDays = 0,
            RetrySeconds = [-1],
            Jitter = 2,
            TimeoutSeconds = 0,
            MaxRetryAfterHours = -1,
            AtOncePerWebhook = 0,
            AtOnce = 0,
            ReminderMinutes = 0,
        });

        Assert.Equal(12, validated.Failures!.Count());
        Assert.True(new WebhookOptionsValidator().Validate(null, new WebhookOptions()).Succeeded);
    }
}
