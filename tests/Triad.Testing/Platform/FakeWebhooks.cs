using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Triad.Testing.Platform;

/// <summary>Webhooks in memory; every ping is a dead letter until it is sent again.</summary>
internal sealed class FakeWebhooks(PlatformScript script) : V1.WebhookService.WebhookServiceBase
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public override Task<V1.CreateWebhookResponse> CreateWebhook(V1.CreateWebhookRequest request, ServerCallContext context)
    {
        var webhook = new V1.Webhook
        {
            Id = $"hook-{script.Webhooks.Count}",
            TenantId = request.TenantId.Length > 0 ? request.TenantId : "acme",
            Url = request.Url,
            EventTypes = { request.EventTypes },
            CreateTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        };
        script.Webhooks[webhook.Id] = webhook;
        return Task.FromResult(new V1.CreateWebhookResponse { Webhook = webhook, Secret = Secret });
    }

    public override Task<V1.Webhook> GetWebhook(V1.GetWebhookRequest request, ServerCallContext context) => Task.FromResult(Find(request.WebhookId));

    public override Task<V1.ListWebhooksResponse> ListWebhooks(V1.ListWebhooksRequest request, ServerCallContext context) =>
        Task.FromResult(new V1.ListWebhooksResponse { Webhooks = { script.Webhooks.Values.OrderBy(webhook => webhook.Id, StringComparer.Ordinal) } });

    public override Task<V1.Webhook> UpdateWebhook(V1.UpdateWebhookRequest request, ServerCallContext context)
    {
        var webhook = Find(request.Webhook.Id);
        request.UpdateMask.Merge(request.Webhook, webhook, new FieldMask.MergeOptions { ReplaceRepeatedFields = true, ReplacePrimitiveFields = true });
        return Task.FromResult(webhook);
    }

    public override Task<Empty> DeleteWebhook(V1.DeleteWebhookRequest request, ServerCallContext context)
    {
        Find(request.WebhookId);
        script.Webhooks.TryRemove(request.WebhookId, out _);
        return Task.FromResult(new Empty());
    }

    public override Task<V1.CreateWebhookResponse> RotateWebhookSecret(V1.RotateWebhookSecretRequest request, ServerCallContext context)
    {
        var webhook = Find(request.WebhookId);
        webhook.OldSecretExpireTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch + (request.Overlap?.ToTimeSpan() ?? TimeSpan.FromDays(1)));
        return Task.FromResult(new V1.CreateWebhookResponse { Webhook = webhook, Secret = Secret });
    }

    public override Task<V1.WebhookDelivery> TestWebhook(V1.TestWebhookRequest request, ServerCallContext context)
    {
        Find(request.WebhookId);
        var delivery = new V1.WebhookDelivery
        {
            Id = $"delivery-{script.Deliveries.Count}",
            WebhookId = request.WebhookId,
            EventType = "ping",
            State = V1.WebhookDeliveryState.Dead,
            Attempts = 1,
            LastStatus = 500,
            LastProblem = "answered 500",
        };
        script.Deliveries[delivery.Id] = delivery;
        return Task.FromResult(delivery);
    }

    public override Task<V1.ListWebhookDeliveriesResponse> ListWebhookDeliveries(V1.ListWebhookDeliveriesRequest request, ServerCallContext context) =>
        Task.FromResult(new V1.ListWebhookDeliveriesResponse
        {
            Deliveries =
            {
                script.Deliveries.Values
                    .Where(delivery => delivery.WebhookId == request.WebhookId)
                    .Where(delivery => request.State == V1.WebhookDeliveryState.Unspecified || delivery.State == request.State),
            },
        });

    public override Task<V1.WebhookDelivery> RedeliverWebhook(V1.RedeliverWebhookRequest request, ServerCallContext context)
    {
        if (!script.Deliveries.TryGetValue(request.DeliveryId, out var delivery))
            throw Refusal.Of(StatusCode.NotFound, "DELIVERY_NOT_FOUND", "There is no such delivery.");
        delivery.State = V1.WebhookDeliveryState.Pending;
        return Task.FromResult(delivery);
    }

    private V1.Webhook Find(string id) => script.Webhooks.TryGetValue(id, out var webhook)
        ? webhook
        : throw Refusal.Of(StatusCode.NotFound, "WEBHOOK_NOT_FOUND", "There is no such webhook.");
}
