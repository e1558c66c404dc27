using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Gateway.Errors;
using Triad.Gateway.Requests;
using Triad.Gateway.Tenants;
using Triad.Gateway.Tokens;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Webhooks;

namespace Triad.Gateway.Webhooks;

/// <summary>WebhookService.</summary>
internal sealed class WebhookApi(IGrainFactory grains, TenantResolver tenants, PageTokens tokens, IOptions<GatewayOptions> options)
    : V1.WebhookService.WebhookServiceBase
{
    /// <inheritdoc/>
    public override async Task<V1.CreateWebhookResponse> CreateWebhook(V1.CreateWebhookRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveActiveAsync(context, request.TenantId);
        var violations = new Violations();
        var wanted = WebhookRequestReader.Read(request, violations);
        violations.ThrowIfAny();
        return WebhookMapping.ToWire((await grains.Webhooks(tenant).CreateAsync(wanted, context.CancellationToken)).OrThrow());
    }

    /// <inheritdoc/>
    public override async Task<V1.Webhook> GetWebhook(V1.GetWebhookRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveAsync(context, request.TenantId);
        var webhook = Require(request.WebhookId);
        return WebhookMapping.ToWire((await grains.Webhooks(tenant).GetAsync(webhook, context.CancellationToken)).OrThrow());
    }

    /// <inheritdoc/>
    public override async Task<V1.ListWebhooksResponse> ListWebhooks(V1.ListWebhooksRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveAsync(context, request.TenantId);
        var violations = new Violations();
        var size = PageSize.Read(request.PageSize, options.Value.Limits, violations);
        var list = new V1.ListWebhooksRequest();
        var cursor = violations.Take(tokens.Read<IdCursor>(TokenPurpose.WebhookPage, tenant, list, request.PageToken, "page_token"));
        violations.ThrowIfAny();

        var all = (await grains.Webhooks(tenant).ListAsync(context.CancellationToken)).OrThrow();
        var rest = (cursor is null ? all : all.SkipWhile(webhook => webhook.Id != cursor.After).Skip(1)).Take(size + 1).ToList();
        var page = rest.Take(size).ToList();
        var response = new V1.ListWebhooksResponse
        {
            NextPageToken = rest.Count > size ? tokens.Make(TokenPurpose.WebhookPage, tenant, list, new IdCursor(page[^1].Id)) : "",
        };
        response.Webhooks.AddRange(page.Select(WebhookMapping.ToWire));
        return response;
    }

    /// <inheritdoc/>
    public override async Task<V1.Webhook> UpdateWebhook(V1.UpdateWebhookRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveActiveAsync(context, request.Webhook?.TenantId ?? "", "webhook.tenant_id");
        var violations = new Violations();
        var change = WebhookRequestReader.Read(request, violations);
        violations.ThrowIfAny();
        return WebhookMapping.ToWire((await grains.Webhooks(tenant).UpdateAsync(change, context.CancellationToken)).OrThrow());
    }

    /// <inheritdoc/>
    public override async Task<Empty> DeleteWebhook(V1.DeleteWebhookRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveAsync(context, request.TenantId);
        var webhook = Require(request.WebhookId);
        (await grains.Webhooks(tenant).DeleteAsync(webhook, context.CancellationToken)).OrThrow();
        return new Empty();
    }

    /// <inheritdoc/>
    public override async Task<V1.CreateWebhookResponse> RotateWebhookSecret(V1.RotateWebhookSecretRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveActiveAsync(context, request.TenantId);
        var violations = new Violations();
        var webhook = WebhookRequestReader.ReadId(request.WebhookId, violations);
        var overlap = WebhookRequestReader.ReadOverlap(request.Overlap, violations);
        violations.ThrowIfAny();
        return WebhookMapping.ToWire((await grains.Webhooks(tenant).RotateAsync(webhook, overlap, context.CancellationToken)).OrThrow());
    }

    /// <inheritdoc/>
    public override async Task<V1.WebhookDelivery> TestWebhook(V1.TestWebhookRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveActiveAsync(context, request.TenantId);
        var webhook = Require(request.WebhookId);
        return WebhookMapping.ToWire((await grains.Webhooks(tenant).TestAsync(webhook, context.CancellationToken)).OrThrow());
    }

    /// <inheritdoc/>
    public override async Task<V1.ListWebhookDeliveriesResponse> ListWebhookDeliveries(V1.ListWebhookDeliveriesRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveAsync(context, request.TenantId);
        var violations = new Violations();
        var webhook = WebhookRequestReader.ReadId(request.WebhookId, violations);
        var state = WebhookRequestReader.ReadState(request.State, violations);
        var size = PageSize.Read(request.PageSize, options.Value.Limits, violations);
        var list = new V1.ListWebhookDeliveriesRequest { WebhookId = request.WebhookId, State = request.State };
        var cursor = violations.Take(tokens.Read<DeliveryCursor>(TokenPurpose.DeliveryPage, tenant, list, request.PageToken, "page_token"));
        violations.ThrowIfAny();

        var after = cursor is null ? null : new WebhookPlace(DateTimeOffset.FromUnixTimeMilliseconds(cursor.At), cursor.After);
        var found = (await grains.Webhooks(tenant).DeliveriesAsync(webhook, state, after, size + 1, context.CancellationToken)).OrThrow();
        var page = found.Take(size).ToList();
        var response = new V1.ListWebhookDeliveriesResponse
        {
            NextPageToken = found.Length > size
                ? tokens.Make(TokenPurpose.DeliveryPage, tenant, list, new DeliveryCursor(page[^1].EventAt.ToUnixTimeMilliseconds(), page[^1].Id))
                : "",
        };
        response.Deliveries.AddRange(page.Select(WebhookMapping.ToWire));
        return response;
    }

    /// <inheritdoc/>
    public override async Task<V1.WebhookDelivery> RedeliverWebhook(V1.RedeliverWebhookRequest request, ServerCallContext context)
    {
        var tenant = await tenants.ResolveActiveAsync(context, request.TenantId);
        var violations = new Violations();
        var webhook = WebhookRequestReader.ReadId(request.WebhookId, violations);
        if (request.DeliveryId.Length == 0)
            violations.Add(Error.Missing("delivery_id", "Name a delivery of the webhook."));
        violations.ThrowIfAny();

        // An id of another form is that of no delivery.
        if (!Guid.TryParseExact(request.DeliveryId, "d", out var delivery))
            delivery = Guid.Empty;
        var redelivered = await grains.Webhooks(tenant).RedeliverAsync(webhook, delivery, context.CancellationToken);
        return redelivered.Error?.Reason == ErrorReason.DeliveryNotFound
            ? throw WebhookRequestReader.NoDelivery(request.DeliveryId).ToRpcException()
            : WebhookMapping.ToWire(redelivered.OrThrow());
    }

    private static string Require(string webhookId)
    {
        var violations = new Violations();
        var read = WebhookRequestReader.ReadId(webhookId, violations);
        violations.ThrowIfAny();
        return read;
    }
}
