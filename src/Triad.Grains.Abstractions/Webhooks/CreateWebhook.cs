using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Webhooks;

/// <summary>A webhook to be.</summary>
/// <param name="RequestId">Makes a repeat harmless; empty for none.</param>
/// <param name="Url">Where events are posted to.</param>
/// <param name="EventTypes">The types that it takes; empty for all.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.webhooks.create-webhook")]
public sealed record CreateWebhook(
    [property: Id(0)] string RequestId,
    [property: Id(1)] string Url,
    [property: Id(2)] ImmutableArray<string> EventTypes);
