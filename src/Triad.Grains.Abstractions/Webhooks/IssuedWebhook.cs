namespace Triad.Grains.Abstractions.Webhooks;

/// <summary>A webhook with the secret that signs for it, which is shown once.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">"whsec_" and Base64.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.webhooks.issued")]
public sealed record IssuedWebhook([property: Id(0)] WebhookSnapshot Webhook, [property: Id(1)] string Secret);
