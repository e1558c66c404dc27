using Triad.Core.Webhooks;

namespace Triad.Grains.Abstractions.Webhooks;

/// <summary>An event as it crosses.</summary>
/// <param name="Id">Made of what happened.</param>
/// <param name="Type">One of <see cref="WebhookEventTypes"/>.</param>
/// <param name="At">When it happened.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.webhooks.note")]
public sealed record WebhookNote([property: Id(0)] Guid Id, [property: Id(1)] string Type, [property: Id(2)] DateTimeOffset At)
{
    /// <summary>The video; empty for none.</summary>
    [Id(3)]
    public string VideoId { get; init; } = string.Empty;

    /// <summary>Its generation; 0 for none.</summary>
    [Id(4)]
    public int Generation { get; init; }

    /// <summary>A reason as errors name it; empty for none.</summary>
    [Id(5)]
    public string Reason { get; init; } = string.Empty;

    /// <summary>The receipt; empty for none.</summary>
    [Id(6)]
    public string ReceiptId { get; init; } = string.Empty;

    /// <summary>The quota; empty for none.</summary>
    [Id(7)]
    public string Quota { get; init; } = string.Empty;

    /// <summary>What the quota allows.</summary>
    [Id(8)]
    public double Limit { get; init; }

    /// <summary>What is used of it.</summary>
    [Id(9)]
    public double Used { get; init; }

    /// <summary>An event as it crosses.</summary>
    public static WebhookNote Of(WebhookEvent happened) => new(happened.Id, happened.Type, happened.At)
    {
        VideoId = happened.Subject.VideoId,
        Generation = happened.Subject.Generation,
        Reason = happened.Subject.Reason,
        ReceiptId = happened.Subject.ReceiptId,
        Quota = happened.Subject.Quota,
        Limit = happened.Subject.Limit,
        Used = happened.Subject.Used,
    };

    /// <summary>The event.</summary>
    public WebhookEvent ToEvent() => new(Id, Type, At, new WebhookSubject
    {
        VideoId = VideoId,
        Generation = Generation,
        Reason = Reason,
        ReceiptId = ReceiptId,
        Quota = Quota,
        Limit = Limit,
        Used = Used,
    });
}
