namespace Triad.Client;

/// <summary>A webhook with its secret, which is shown once.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">What its receiver verifies signatures with: <c>whsec_…</c>.</param>
public sealed record CreatedWebhook(Webhook Webhook, string Secret)
{
    internal static CreatedWebhook FromWire(V1.CreateWebhookResponse wire) => new(Webhook.FromWire(wire.Webhook), wire.Secret);
}
