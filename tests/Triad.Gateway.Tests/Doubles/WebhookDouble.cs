using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Webhooks;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class WebhookDouble(GrainWorld world, string tenant) : IWebhookGrain
{
    public Task<Result> NoteAsync(WebhookNote note, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<IssuedWebhook>> CreateAsync(CreateWebhook request, CancellationToken cancellationToken)
    {
        var webhook = new WebhookSnapshot(
            $"hook-{world.Webhooks.Count}", TenantId.From(tenant), request.Url, request.EventTypes, false, "", world.Time.GetUtcNow());
        world.Webhooks[(tenant, webhook.Id)] = webhook;
        return Task.FromResult<Result<IssuedWebhook>>(new IssuedWebhook(webhook, "whsec_c2VjcmV0"));
    }

    public Task<Result<WebhookSnapshot>> GetAsync(string webhookId, CancellationToken cancellationToken) => Task.FromResult(Find(webhookId));

    public Task<Result<ImmutableArray<WebhookSnapshot>>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<Result<ImmutableArray<WebhookSnapshot>>>(
        world.Webhooks.Where(pair => pair.Key.Tenant == tenant).OrderBy(pair => pair.Key.Id, StringComparer.Ordinal).Select(pair => pair.Value).ToImmutableArray());

    public Task<Result<WebhookSnapshot>> UpdateAsync(UpdateWebhook request, CancellationToken cancellationToken)
    {
        var found = Find(request.WebhookId);
        if (!found.IsOk)
            return Task.FromResult(found);
        var changed = found.Value with
        {
            Url = request.Url ?? found.Value.Url,
            EventTypes = request.EventTypes ?? found.Value.EventTypes,
            Paused = request.Paused ?? found.Value.Paused,
        };
        world.Webhooks[(tenant, changed.Id)] = changed;
        return Task.FromResult<Result<WebhookSnapshot>>(changed);
    }

    public Task<Result> DeleteAsync(string webhookId, CancellationToken cancellationToken) => Task.FromResult<Result>(
        world.Webhooks.TryRemove((tenant, webhookId), out _) ? Result.Ok : NotFound(webhookId));

    public Task<Result<IssuedWebhook>> RotateAsync(string webhookId, TimeSpan overlap, CancellationToken cancellationToken)
    {
        var found = Find(webhookId);
        return Task.FromResult<Result<IssuedWebhook>>(found.IsOk
            ? new IssuedWebhook(found.Value with { OldSecretUntil = world.Time.GetUtcNow() + overlap }, "whsec_b3RoZXI=")
            : found.Error);
    }

    public Task<Result<WebhookDelivery>> TestAsync(string webhookId, CancellationToken cancellationToken)
    {
        var found = Find(webhookId);
        return Task.FromResult<Result<WebhookDelivery>>(!found.IsOk ? found.Error
            : found.Value.Paused ? Error.Of(ErrorReason.WebhookPaused, "webhook_id", webhookId, "is paused", "Resume it.")
            : new WebhookDelivery(Guid.NewGuid(), webhookId, "ping", world.Time.GetUtcNow(), WebhookDeliveryState.Pending, 0, 0, "", null, world.Time.GetUtcNow()));
    }

    public Task<Result<ImmutableArray<WebhookDelivery>>> DeliveriesAsync(
        string webhookId, WebhookDeliveryState? state, WebhookPlace? after, int limit, CancellationToken cancellationToken)
    {
        var found = Find(webhookId);
        return Task.FromResult<Result<ImmutableArray<WebhookDelivery>>>(found.IsOk
            ? world.Deliveries
                .Where(delivery => delivery.WebhookId == webhookId && (state is null || delivery.State == state) && (after is null || delivery.EventAt < after.At))
                .Take(limit)
                .ToImmutableArray()
            : found.Error);
    }

    public Task<Result<WebhookDelivery>> RedeliverAsync(string webhookId, Guid deliveryId, CancellationToken cancellationToken)
    {
        var found = Find(webhookId);
        return Task.FromResult<Result<WebhookDelivery>>(!found.IsOk ? found.Error
            : world.Deliveries.FirstOrDefault(delivery => delivery.Id == deliveryId) is { } delivery ? delivery with { State = WebhookDeliveryState.Pending }
            : Error.Of(ErrorReason.DeliveryNotFound, "delivery_id", deliveryId, "is no delivery", "List them."));
    }

    public Task<Result> ForgetAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    private Result<WebhookSnapshot> Find(string webhookId) =>
        world.Webhooks.TryGetValue((tenant, webhookId), out var webhook) ? webhook : NotFound(webhookId);

    private static Error NotFound(string webhookId) =>
        Error.Of(ErrorReason.WebhookNotFound, "webhook_id", webhookId, "is no webhook of the tenant", "List the tenant's webhooks.");
}
