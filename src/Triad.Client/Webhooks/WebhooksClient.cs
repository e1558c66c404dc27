using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.Client.Calls;

namespace Triad.Client;

/// <summary>
/// Webhooks, which are told what happens to a tenant; needs a key with the scope <see cref="KeyScope.TenantAdmin"/>. The tenant is the key's own; only with
/// an operator's key it is named.
/// </summary>
public sealed class WebhooksClient
{
    private readonly V1.WebhookService.WebhookServiceClient _wire;
    private readonly CallRunner _calls;

    internal WebhooksClient(CallInvoker invoker, CallRunner calls)
    {
        _wire = new V1.WebhookService.WebhookServiceClient(invoker);
        _calls = calls;
    }

    /// <summary>Registers an address.</summary>
    /// <param name="url">Where events are posted to: https.</param>
    /// <param name="eventTypes">The types that it takes, of <see cref="WebhookEventTypes"/>; null for all.</param>
    /// <param name="tenantId">The tenant; null for the key's own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The webhook and its secret, which is shown once.</returns>
    /// <exception cref="TriadException">The address is refused, or there are too many webhooks.</exception>
    public async Task<CreatedWebhook> CreateAsync(
        string url, IEnumerable<string>? eventTypes = null, string? tenantId = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.CreateWebhookRequest
        {
            TenantId = tenantId ?? string.Empty,
            Url = url,
            EventTypes = { eventTypes ?? [] },
            RequestId = RequestIds.New(),
        };
        return CreatedWebhook.FromWire(await _calls.UnaryAsync(
            call => _wire.CreateWebhookAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A webhook.</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="tenantId">The tenant; null for the key's own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such webhook.</exception>
    public async Task<Webhook> GetAsync(string webhookId, string? tenantId = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.GetWebhookRequest { TenantId = tenantId ?? string.Empty, WebhookId = webhookId };
        return Webhook.FromWire(await _calls.UnaryAsync(
            call => _wire.GetWebhookAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>All webhooks in the order in which they were made, page by page as they are read.</summary>
    /// <param name="tenantId">The tenant; null for the key's own.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<Webhook> ListAsync(string? tenantId = null, CancellationToken cancellationToken = default) => Pages.ReadAsync(
        (token, cancelled) => ListPageAsync(tenantId, 0, token, cancelled), null, cancellationToken);

    /// <summary>One page of webhooks.</summary>
    /// <param name="tenantId">The tenant; null for the key's own.</param>
    /// <param name="pageSize">How many, 1 to 1,000; 0 leaves it to the platform.</param>
    /// <param name="pageToken">The token that the page before ended with; null for the first page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such tenant, or the token is too old.</exception>
    public async Task<Page<Webhook>> ListPageAsync(
        string? tenantId = null, int pageSize = 0, string? pageToken = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.ListWebhooksRequest { TenantId = tenantId ?? string.Empty, PageSize = pageSize, PageToken = pageToken ?? string.Empty };
        var page = await _calls.UnaryAsync(
            call => _wire.ListWebhooksAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
        return Page<Webhook>.Of(page.Webhooks, Webhook.FromWire, page.NextPageToken);
    }

    /// <summary>Changes a webhook.</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="options">What changes.</param>
    /// <param name="tenantId">The tenant; null for the key's own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such webhook, the address is refused, or nothing is to change.</exception>
    public async Task<Webhook> UpdateAsync(
        string webhookId, UpdateWebhookOptions options, string? tenantId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var request = new V1.UpdateWebhookRequest
        {
            Webhook = new V1.Webhook
            {
                Id = webhookId,
                TenantId = tenantId ?? string.Empty,
                Url = options.Url ?? string.Empty,
                EventTypes = { options.EventTypes ?? [] },
                Paused = options.Paused ?? false,
            },
            UpdateMask = new FieldMask(),
        };
        if (options.Url is not null)
            request.UpdateMask.Paths.Add("url");
        if (options.EventTypes is not null)
            request.UpdateMask.Paths.Add("event_types");
        if (options.Paused is not null)
            request.UpdateMask.Paths.Add("paused");
        return Webhook.FromWire(await _calls.UnaryAsync(
            call => _wire.UpdateWebhookAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Removes a webhook with its deliveries.</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="tenantId">The tenant; null for the key's own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such webhook.</exception>
    public async Task DeleteAsync(string webhookId, string? tenantId = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.DeleteWebhookRequest { TenantId = tenantId ?? string.Empty, WebhookId = webhookId };
        await _calls.UnaryAsync(
            call => _wire.DeleteWebhookAsync(request, call), CallSafety.OnlyWhenRefused, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives a webhook another secret, which is shown once.</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="overlap">How long everything is signed with the old secret too, up to 30 days; null for a day.</param>
    /// <param name="tenantId">The tenant; null for the key's own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such webhook.</exception>
    public async Task<CreatedWebhook> RotateSecretAsync(
        string webhookId, TimeSpan? overlap = null, string? tenantId = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.RotateWebhookSecretRequest
        {
            TenantId = tenantId ?? string.Empty,
            WebhookId = webhookId,
            Overlap = overlap is { } span ? Duration.FromTimeSpan(span) : null,
        };
        return CreatedWebhook.FromWire(await _calls.UnaryAsync(
            call => _wire.RotateWebhookSecretAsync(request, call), CallSafety.OnlyWhenRefused, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Sends a ping, once.</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="tenantId">The tenant; null for the key's own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such webhook, or it is paused.</exception>
    public async Task<WebhookDelivery> TestAsync(string webhookId, string? tenantId = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.TestWebhookRequest { TenantId = tenantId ?? string.Empty, WebhookId = webhookId };
        return WebhookDelivery.FromWire(await _calls.UnaryAsync(
            call => _wire.TestWebhookAsync(request, call), CallSafety.OnlyWhenRefused, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A webhook's deliveries, newest first, page by page as they are read.</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="options">Which ones; null for all.</param>
    /// <param name="tenantId">The tenant; null for the key's own.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<WebhookDelivery> ListDeliveriesAsync(
        string webhookId, ListDeliveriesOptions? options = null, string? tenantId = null, CancellationToken cancellationToken = default)
    {
        options ??= new ListDeliveriesOptions();
        return Pages.ReadAsync(
            (token, cancelled) => ListDeliveriesPageAsync(webhookId, options with { PageToken = token }, tenantId, cancelled),
            options.PageToken,
            cancellationToken);
    }

    /// <summary>One page of a webhook's deliveries.</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="options">Which ones, how many, and from where; null for the first of all.</param>
    /// <param name="tenantId">The tenant; null for the key's own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such webhook, or the token is too old.</exception>
    public async Task<Page<WebhookDelivery>> ListDeliveriesPageAsync(
        string webhookId, ListDeliveriesOptions? options = null, string? tenantId = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.ListWebhookDeliveriesRequest
        {
            TenantId = tenantId ?? string.Empty,
            WebhookId = webhookId,
            State = (V1.WebhookDeliveryState)(int)(options?.State ?? WebhookDeliveryState.Unknown),
            PageSize = options?.PageSize ?? 0,
            PageToken = options?.PageToken ?? string.Empty,
        };
        var page = await _calls.UnaryAsync(
            call => _wire.ListWebhookDeliveriesAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
        return Page<WebhookDelivery>.Of(page.Deliveries, WebhookDelivery.FromWire, page.NextPageToken);
    }

    /// <summary>Sends a delivery again that is dead or was delivered; of one that waits, at once.</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="tenantId">The tenant; null for the key's own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such delivery.</exception>
    public async Task<WebhookDelivery> RedeliverAsync(
        string webhookId, string deliveryId, string? tenantId = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.RedeliverWebhookRequest { TenantId = tenantId ?? string.Empty, WebhookId = webhookId, DeliveryId = deliveryId };
        return WebhookDelivery.FromWire(await _calls.UnaryAsync(
            call => _wire.RedeliverWebhookAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }
}
