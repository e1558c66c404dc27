using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;
using Triad.Core.Webhooks;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Webhooks;
using Triad.Grains.State;
using Triad.Grains.Tenants;

namespace Triad.Grains.Webhooks;

/// <inheritdoc cref="IWebhookGrain"/>
internal sealed partial class WebhookGrain(
    [PersistentState("webhooks", GrainStorageNames.Grains)] IPersistentState<WebhooksState> store,
    IRowStore rows,
    IGrainFactory grains,
    WebhookVault vault,
    WebhookCourier courier,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<WebhookGrain> log) : Grain, IWebhookGrain, IRemindable
{
    /// <summary>The kind of the owner of the rows.</summary>
    public const string Kind = "webhooks";

    private const string IdAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int IdLength = 16;

    private readonly SemaphoreSlim _writing = new(1);
    private DurableState<WebhooksState> _state = null!;
    private Task<Result>? _opening;
    private WebhookOutbox? _outbox;

    private TenantId Id { get; set; }

    private ImmutableArray<WebhookState> Webhooks => _state.Current.Webhooks;

    /// <summary>The deliveries; opened where there is a webhook.</summary>
    private WebhookOutbox Outbox => _outbox!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Id = TenantKey.Parse(this.GetPrimaryKeyString());
        _state = new DurableState<WebhooksState>(store);
        return Task.CompletedTask;
    }

    public async Task<Result> NoteAsync(WebhookNote note, CancellationToken cancellationToken)
    {
        var happened = note.ToEvent();
        var takers = Webhooks.Where(webhook => WebhookRules.Takes(webhook, happened)).Select(webhook => webhook.Id).ToList();

        // What was told so long ago that its delivery may be forgotten cannot be told from a repeat.
        if (takers.Count == 0 || time.GetUtcNow() - happened.At > TimeSpan.FromDays(options.Value.DeadDays))
            return Result.Ok;
        var opened = await OpenAsync();
        if (!opened.IsOk)
            return opened;
        _noting++;
        try
        {
            await RemindAsync(isWaiting: true);
            return await AddAsync(takers, happened, cancellationToken);
        }
        finally
        {
            _noting--;
            Wake();
        }
    }

    public async Task<Result<IssuedWebhook>> CreateAsync(CreateWebhook request, CancellationToken cancellationToken)
    {
        if (request.RequestId.Length > 0 && Webhooks.FirstOrDefault(known => known.RequestId == request.RequestId) is { } made)
            return await IssueAsync(made, cancellationToken);
        if (await CheckTenantAsync(cancellationToken) is { } closed)
            return closed;
        if (WebhookRules.CheckTypes(request.EventTypes) is { } wrong)
            return wrong;
        if (Webhooks.Length >= options.Value.MaxWebhooks)
            return Error.OverLimit("webhooks", Webhooks.Length + 1, "Triad:Webhooks:MaxWebhooks", options.Value.MaxWebhooks, "Delete webhooks that are not used.");
        if (await CheckUrlAsync(request.Url, cancellationToken) is { } refused)
            return refused;
        var id = RandomNumberGenerator.GetString(IdAlphabet, IdLength);
        var secret = await vault.SealAsync(Id, id, WebhookSecret.Draw(), cancellationToken);
        if (!secret.IsOk)
            return secret.Error;
        var webhook = new WebhookState
        {
            Id = id,
            RequestId = request.RequestId,
            Url = request.Url,
            EventTypes = request.EventTypes,
            CreatedAt = time.GetUtcNow(),
            Secret = secret.Value,
        };
        await WriteAsync(webhooks => webhooks.Add(webhook), cancellationToken);
        return await IssueAsync(webhook, cancellationToken);
    }

    public async Task<Result<WebhookSnapshot>> GetAsync(string webhookId, CancellationToken cancellationToken)
    {
        if (Find(webhookId) is not { } webhook)
            return WebhookRules.NotFound(webhookId);
        var opened = await OpenAsync();
        return opened.IsOk ? Snapshot(webhook) : opened.Error;
    }

    public async Task<Result<ImmutableArray<WebhookSnapshot>>> ListAsync(CancellationToken cancellationToken)
    {
        if (Webhooks.IsEmpty)
            return ImmutableArray<WebhookSnapshot>.Empty;
        var opened = await OpenAsync();
        return opened.IsOk ? Webhooks.Select(Snapshot).ToImmutableArray() : opened.Error;
    }

    public async Task<Result<WebhookSnapshot>> UpdateAsync(UpdateWebhook request, CancellationToken cancellationToken)
    {
        if (Find(request.WebhookId) is null)
            return WebhookRules.NotFound(request.WebhookId);
        if (request.EventTypes is { } types && WebhookRules.CheckTypes(types) is { } wrong)
            return wrong;
        if (request.Url is { } url && await CheckUrlAsync(url, cancellationToken) is { } refused)
            return refused;
        var opened = await OpenAsync();
        if (!opened.IsOk)
            return opened.Error;
        var changed = await ChangeAsync(
            request.WebhookId,
            webhook => webhook with
            {
                Url = request.Url ?? webhook.Url,
                EventTypes = request.EventTypes ?? webhook.EventTypes,
                Paused = request.Paused ?? webhook.Paused,
                PauseReason = request.Paused is null ? webhook.PauseReason : string.Empty,
            },
            cancellationToken);
        Wake();
        return changed is null ? WebhookRules.NotFound(request.WebhookId) : Snapshot(changed);
    }

    public async Task<Result> DeleteAsync(string webhookId, CancellationToken cancellationToken)
    {
        if (Find(webhookId) is null)
            return WebhookRules.NotFound(webhookId);
        var opened = await OpenAsync();
        if (!opened.IsOk)
            return opened;

        // First it is gone; what is left of its deliveries is swept away now or later.
        await WriteAsync(webhooks => webhooks.RemoveAll(webhook => webhook.Id == webhookId), cancellationToken);
        await SweepAsync(cancellationToken);
        return Result.Ok;
    }

    public async Task<Result<IssuedWebhook>> RotateAsync(string webhookId, TimeSpan overlap, CancellationToken cancellationToken)
    {
        if (Find(webhookId) is null)
            return WebhookRules.NotFound(webhookId);
        var secret = await vault.SealAsync(Id, webhookId, WebhookSecret.Draw(), cancellationToken);
        if (!secret.IsOk)
            return secret.Error;
        var rotated = await ChangeAsync(
            webhookId,
            webhook => webhook with
            {
                Secret = secret.Value,
                OldSecret = overlap > TimeSpan.Zero ? webhook.Secret : null,
                OldSecretUntil = overlap > TimeSpan.Zero ? time.GetUtcNow() + overlap : null,
            },
            cancellationToken);
        return rotated is null ? WebhookRules.NotFound(webhookId) : await IssueAsync(rotated, cancellationToken);
    }

    public async Task<Result<WebhookDelivery>> TestAsync(string webhookId, CancellationToken cancellationToken)
    {
        if (Find(webhookId) is not { } webhook)
            return WebhookRules.NotFound(webhookId);
        if (webhook.Paused)
            return WebhookRules.IsPaused(webhookId);
        var opened = await OpenAsync();
        if (!opened.IsOk)
            return opened.Error;
        await RemindAsync(isWaiting: true);
        var ping = new WebhookEvent(Guid.NewGuid(), WebhookEventTypes.Ping, time.GetUtcNow(), WebhookSubject.None);
        var added = await Outbox.AddAsync(webhookId, ping, cancellationToken);
        if (!added.IsOk)
            return added.Error;
        Wake();
        return Outbox.TryGet(new DeliveryKey(webhookId, ping.Id), out var delivery)
            ? delivery.ToSnapshot()
            : Error.Of(ErrorReason.QueueFull, "webhook_id", webhookId, "has too many deliveries that wait", "Have its receiver take them, or delete it.");
    }

    public async Task<Result<ImmutableArray<WebhookDelivery>>> DeliveriesAsync(
        string webhookId, WebhookDeliveryState? state, WebhookPlace? after, int limit, CancellationToken cancellationToken)
    {
        if (Find(webhookId) is null)
            return WebhookRules.NotFound(webhookId);
        var opened = await OpenAsync();
        if (!opened.IsOk)
            return opened.Error;
        return Outbox.Of(webhookId)
            .Where(delivery => state is null || delivery.State == state)
            .SkipWhile(delivery => after is not null && !IsBehind(delivery.Place, after))
            .Take(limit)
            .Select(delivery => delivery.ToSnapshot())
            .ToImmutableArray();
    }

    public async Task<Result<WebhookDelivery>> RedeliverAsync(string webhookId, Guid deliveryId, CancellationToken cancellationToken)
    {
        if (Find(webhookId) is null)
            return WebhookRules.NotFound(webhookId);
        var opened = await OpenAsync();
        if (!opened.IsOk)
            return opened.Error;
        if (!Outbox.TryGet(new DeliveryKey(webhookId, deliveryId), out var delivery))
            return WebhookRules.DeliveryNotFound(deliveryId.ToString("d"));
        await RemindAsync(isWaiting: true);
        var again = WebhookRules.Again(delivery, time.GetUtcNow());
        var put = await Outbox.PutAsync(again, cancellationToken);
        if (!put.IsOk)
            return put.Error;
        Wake();
        return again.ToSnapshot();
    }

    public async Task<Result> ForgetAsync(CancellationToken cancellationToken)
    {
        await StopAsync();
        _outbox = null;
        await _state.ClearAsync(cancellationToken);
        DeactivateOnIdle();
        return Result.Ok;
    }

    private async Task<Result> AddAsync(IEnumerable<string> webhooks, WebhookEvent happened, CancellationToken cancellationToken)
    {
        foreach (var webhook in webhooks)
        {
            var added = await Outbox.AddAsync(webhook, happened, cancellationToken);
            if (!added.IsOk)
                return added.Error;
            if (!added.Value)
                LogDropped(Id.Value, webhook, happened.Type, options.Value.MaxWaiting);
        }

        return Result.Ok;
    }

    // Newest first, then by id.
    private static bool IsBehind(WebhookPlace place, WebhookPlace after) =>
        place.At < after.At || (place.At == after.At && place.Id.CompareTo(after.Id) > 0);

    private WebhookState? Find(string webhookId) => Webhooks.FirstOrDefault(webhook => webhook.Id == webhookId);

    private WebhookSnapshot Snapshot(WebhookState webhook) => Outbox.WithCounts(WebhookRules.ToSnapshot(Id, webhook, time.GetUtcNow()));

    private async Task<Result<IssuedWebhook>> IssueAsync(WebhookState webhook, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync();
        if (!opened.IsOk)
            return opened.Error;
        var secret = await vault.OpenAsync(Id, webhook.Id, webhook.Secret, cancellationToken);
        return secret.IsOk ? new IssuedWebhook(Snapshot(webhook), secret.Value.Text) : secret.Error;
    }

    /// <summary>Changes a webhook as it is now; null where it is gone meanwhile.</summary>
    private async Task<WebhookState?> ChangeAsync(string webhookId, Func<WebhookState, WebhookState> change, CancellationToken cancellationToken)
    {
        await WriteAsync(webhooks => [.. webhooks.Select(webhook => webhook.Id == webhookId ? change(webhook) : webhook)], cancellationToken);
        return Find(webhookId);
    }

    // One after the other: attempts write too, beside the calls.
    private async Task WriteAsync(Func<ImmutableArray<WebhookState>, ImmutableArray<WebhookState>> change, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            var next = change(Webhooks);
            if (!next.SequenceEqual(Webhooks))
                await _state.WriteAsync(new WebhooksState { Webhooks = next }, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<Error?> CheckTenantAsync(CancellationToken cancellationToken)
    {
        var tenant = await grains.Tenant(Id).GetAsync(cancellationToken);
        return !tenant.IsOk ? tenant.Error : tenant.Value.Status == TenantStatus.Deleting ? TenantRules.Closed(Id) : null;
    }

    private async Task<Error?> CheckUrlAsync(string url, CancellationToken cancellationToken)
    {
        if (url.Length > WebhookRules.MaxUrl)
            return Error.Invalid("url", url, $"has {url.Length} characters", $"Give at most {WebhookRules.MaxUrl} characters.");
        return (await courier.CheckAsync(url, "url", cancellationToken)).Error;
    }

    /// <summary>Takes the rows over and reads them, once; a failure is told and tried again at the next call.</summary>
    private async Task<Result> OpenAsync()
    {
        var opening = _opening ??= LoadAsync();
        var opened = Result.Fail(new Error(ErrorReason.Unavailable, "The tenant's webhooks cannot be read now."));
        try
        {
            return opened = await opening;
        }
        finally
        {
            if (_opening == opening && !opened.IsOk)
                _opening = null;
        }
    }

    private async Task<Result> LoadAsync()
    {
        var opened = await rows.OpenAsync($"{Kind}/{Id}", CancellationToken.None);
        if (!opened.IsOk)
            return opened.Error;
        var outbox = new WebhookOutbox(opened.Value, options.Value, time, DeactivateOnIdle);
        outbox.Load();
        _outbox = outbox;
        Wake();
        return Result.Ok;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An event {Type} of tenant {Tenant} was dropped for webhook {Webhook}: {Limit} deliveries wait already")]
    private partial void LogDropped(string tenant, string webhook, string type, int limit);
}
