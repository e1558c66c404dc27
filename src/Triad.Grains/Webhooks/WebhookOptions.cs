using System.ComponentModel.DataAnnotations;

namespace Triad.Grains.Webhooks;

/// <summary>Settings of webhooks.</summary>
public sealed class WebhookOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Triad:Webhooks";

    private static readonly double[] Usual = [5, 300, 1800, 7200, 18000, 36000, 36000];

    /// <summary>Most webhooks of a tenant, 1 to 100.</summary>
    [Range(1, 100)]
    public int MaxWebhooks { get; set; } = 20;

    /// <summary>Most deliveries of a tenant that wait or are dead, 10 to 100,000; then the oldest dead one makes room, and where there is none, the new one is dropped.</summary>
    [Range(10, 100_000)]
    public int MaxWaiting { get; set; } = 10_000;

    /// <summary>Most deliveries of a tenant that are kept after they arrived, 0 to 10,000.</summary>
    [Range(0, 10_000)]
    public int MaxDelivered { get; set; } = 1000;

    /// <summary>Hours that a delivery is kept after it arrived, 0 to 720.</summary>
    [Range(0, 720)]
    public double DeliveredHours { get; set; } = 24;

    /// <summary>Days that a dead letter is kept, 1 to 90; an event that is told later than that is told nobody.</summary>
    [Range(1, 90)]
    public double DeadDays { get; set; } = 7;

    /// <summary>Seconds from one attempt to the next; empty: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h. One more attempt than there are numbers.</summary>
    public IList<double> RetrySeconds { get; set; } = [];

    /// <summary>The share of a pause by which it is made longer at random, 0 to 1.</summary>
    [Range(0, 1)]
    public double Jitter { get; set; } = 0.2;

    /// <summary>Seconds that a receiver has for its answer, 1 to 60.</summary>
    [Range(1, 60)]
    public double TimeoutSeconds { get; set; } = 15;

    /// <summary>Most hours that a receiver can ask to wait, 0 to 72.</summary>
    [Range(0, 72)]
    public double MaxRetryAfterHours { get; set; } = 24;

    /// <summary>Most deliveries to a webhook at once, 1 to 100.</summary>
    [Range(1, 100)]
    public int AtOncePerWebhook { get; set; } = 4;

    /// <summary>Most deliveries of a process at once, 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int AtOnce { get; set; } = 1000;

    /// <summary>Minutes after which what a dead process had to send is found, 1 to 60.</summary>
    [Range(1, 60)]
    public double ReminderMinutes { get; set; } = 1;

    /// <summary>The pauses that are in force.</summary>
    internal IReadOnlyList<double> Pauses => RetrySeconds.Count > 0 ? [.. RetrySeconds] : Usual;
}
