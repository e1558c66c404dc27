using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Webhooks;

/// <summary>A change of a webhook; what is null stays.</summary>
/// <param name="WebhookId">Which.</param>
/// <param name="Url">Where events are posted to.</param>
/// <param name="EventTypes">The types that it takes; empty for all.</param>
/// <param name="Paused">Whether nothing is sent.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.webhooks.update-webhook")]
public sealed record UpdateWebhook(
    [property: Id(0)] string WebhookId,
    [property: Id(1)] string? Url,
    [property: Id(2)] ImmutableArray<string>? EventTypes,
    [property: Id(3)] bool? Paused);
