namespace Triad.Grains.Abstractions.Webhooks;

/// <summary>A place in the order of deliveries: newest first, then by id.</summary>
/// <param name="At">When the event happened.</param>
/// <param name="Id">Its id.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.webhooks.place")]
public sealed record WebhookPlace([property: Id(0)] DateTimeOffset At, [property: Id(1)] Guid Id);
