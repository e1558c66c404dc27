using System.Collections.Immutable;
using Orleans.Concurrency;
using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Webhooks;

/// <summary>The webhooks of a tenant, and what is to be sent to them. Key: <see cref="Tenants.TenantKey"/>.</summary>
[Alias("triad.IWebhookGrain")]
public interface IWebhookGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes an event on: durable on return for every webhook that takes it. An event that is there already changes nothing; nor does one that is older
    /// than deliveries are kept. Where too many wait it is dropped, and the webhook says so.
    /// </summary>
    [Alias("Note")]
    [AlwaysInterleave]
    Task<Result> NoteAsync(WebhookNote note, CancellationToken cancellationToken);

    /// <summary>Registers an address. FieldInvalid, LimitExceeded.</summary>
    [Alias("Create")]
    Task<Result<IssuedWebhook>> CreateAsync(CreateWebhook request, CancellationToken cancellationToken);

    /// <summary>A webhook. WebhookNotFound.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<Result<WebhookSnapshot>> GetAsync(string webhookId, CancellationToken cancellationToken);

    /// <summary>All webhooks in the order in which they were made.</summary>
    [Alias("List")]
    [AlwaysInterleave]
    Task<Result<ImmutableArray<WebhookSnapshot>>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Changes a webhook. WebhookNotFound, FieldInvalid.</summary>
    [Alias("Update")]
    Task<Result<WebhookSnapshot>> UpdateAsync(UpdateWebhook request, CancellationToken cancellationToken);

    /// <summary>Removes a webhook with its deliveries. WebhookNotFound.</summary>
    [Alias("Delete")]
    Task<Result> DeleteAsync(string webhookId, CancellationToken cancellationToken);

    /// <summary>Gives a webhook another secret. WebhookNotFound.</summary>
    /// <param name="webhookId">Which.</param>
    /// <param name="overlap">How long the secret of before signs too.</param>
    /// <param name="cancellationToken">The end of the caller's patience.</param>
    [Alias("Rotate")]
    Task<Result<IssuedWebhook>> RotateAsync(string webhookId, TimeSpan overlap, CancellationToken cancellationToken);

    /// <summary>Sends a ping, once. WebhookNotFound, WebhookPaused.</summary>
    [Alias("Test")]
    Task<Result<WebhookDelivery>> TestAsync(string webhookId, CancellationToken cancellationToken);

    /// <summary>A webhook's deliveries, newest first. WebhookNotFound.</summary>
    /// <param name="webhookId">Which.</param>
    /// <param name="state">Only those; null for all.</param>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    /// <param name="limit">How many.</param>
    /// <param name="cancellationToken">The end of the caller's patience.</param>
    [Alias("Deliveries")]
    [AlwaysInterleave]
    Task<Result<ImmutableArray<WebhookDelivery>>> DeliveriesAsync(
        string webhookId, WebhookDeliveryState? state, WebhookPlace? after, int limit, CancellationToken cancellationToken);

    /// <summary>Sends a delivery again, from the begin of the schedule. WebhookNotFound, DeliveryNotFound.</summary>
    [Alias("Redeliver")]
    Task<Result<WebhookDelivery>> RedeliverAsync(string webhookId, Guid deliveryId, CancellationToken cancellationToken);

    /// <summary>Stops all that is under way and forgets what is in memory: the tenant is being erased.</summary>
    [Alias("Forget")]
    Task<Result> ForgetAsync(CancellationToken cancellationToken);
}
