using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Webhooks;

namespace Triad.Grains.Webhooks;

/// <content>
/// Sends what waits. Attempts run beside the grain's calls and beside each other, so many at once for a webhook and no more: one that is slow holds up
/// nothing but itself. What is not known to have arrived is sent again.
/// </content>
internal sealed partial class WebhookGrain
{
    private const string Due = "webhooks";

    private static readonly TimeSpan SweepPeriod = TimeSpan.FromHours(1);
    private static readonly TimeSpan PutOff = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<DeliveryKey, Task> _underWay = [];
    private IGrainTimer? _timer;
    private TimeSpan? _reminded;
    private int _noting;

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await StopAsync();
        _stopping.Dispose();
        _writing.Dispose();
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _reminded ??= status.Period;
        if (!Webhooks.IsEmpty && await OpenAsync() is { IsOk: true })
        {
            await SweepAsync(CancellationToken.None);
            Wake();
            if (Outbox.Count > 0)
            {
                await RemindAsync(Outbox.HasWaiting);
                return;
            }
        }
        else if (!Webhooks.IsEmpty)
        {
            return; // The storage is away: the next one sees to it.
        }

        if (await this.GetReminder(Due) is { } reminder)
            await this.UnregisterReminder(reminder);
        _reminded = null;
        if (_noting > 0 || _outbox is { HasWaiting: true })
            await RemindAsync(isWaiting: true); // An event came meanwhile, and took the reminder for its own.
    }

    /// <summary>
    /// Has this grain be woken whatever becomes of its process: soon while something waits, else to sweep. To be called before the row is written that it
    /// is for.
    /// </summary>
    private async Task RemindAsync(bool isWaiting)
    {
        var period = isWaiting ? TimeSpan.FromMinutes(options.Value.ReminderMinutes) : SweepPeriod;
        if (_reminded == period)
            return;
        await this.RegisterOrUpdateReminder(Due, period, period);
        _reminded = period;
    }

    private void Wake() => WakeIn(TimeSpan.Zero);

    private void WakeIn(TimeSpan due)
    {
        if (_stopping.IsCancellationRequested)
            return;
        if (_timer is null)
            _timer = this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
        else
            _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Begins all attempts whose time has come, and sets the time of the next look. It waits for none of them.</summary>
    private Task TickAsync(CancellationToken cancellationToken)
    {
        if (_outbox is null || _stopping.IsCancellationRequested)
            return Task.CompletedTask;
        var now = time.GetUtcNow();
        DateTimeOffset? next = null;
        foreach (var webhook in Webhooks.Where(webhook => !webhook.Paused))
        {
            var free = options.Value.AtOncePerWebhook - _underWay.Keys.Count(key => key.WebhookId == webhook.Id);
            foreach (var delivery in Outbox.WaitingFor(webhook.Id).Where(delivery => !_underWay.ContainsKey(delivery.Key)).Take(Math.Max(0, free)).ToList())
            {
                if (delivery.NextAt > now)
                {
                    next = next < delivery.NextAt ? next : delivery.NextAt;
                    break;
                }

                _underWay[delivery.Key] = Task.CompletedTask; // Some end at once.
                var attempt = AttemptAsync(webhook, delivery);
                if (!attempt.IsCompleted)
                    _underWay[delivery.Key] = attempt;
            }
        }

        if (next is { } at)
            WakeIn(at - now);
        return Task.CompletedTask;
    }

    private async Task AttemptAsync(WebhookState webhook, Delivery delivery)
    {
        try
        {
            var secrets = await SecretsAsync(webhook);
            if (secrets.IsOk)
            {
                var attempt = await courier.SendAsync(webhook.Url, delivery.Event.Id, delivery.Event.ToJson(Id), secrets.Value, _stopping.Token);
                await SettleAsync(delivery.Key, attempt);
            }
            else
            {
                LogUnsigned(Id.Value, webhook.Id, secrets.Error.Message);
                Delay(delivery.Key);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The grain ends; whoever has it next sends it again.
        }
        catch (Exception failure)
        {
            LogFailed(failure, Id.Value, webhook.Id);
            Delay(delivery.Key);
        }
        finally
        {
            _underWay.Remove(delivery.Key);
            Wake();
        }
    }

    private async Task SettleAsync(DeliveryKey key, WebhookAttempt attempt)
    {
        if (_outbox is null || !Outbox.TryGet(key, out var delivery))
            return; // Its webhook was deleted meanwhile.
        if (attempt.IsGone && await ChangeAsync(key.WebhookId, WebhookRules.Gone, CancellationToken.None) is not null)
            LogGone(Id.Value, key.WebhookId);
        var settled = WebhookRules.After(delivery, attempt, options.Value, time.GetUtcNow(), Random.Shared.NextDouble());
        var put = await Outbox.PutAsync(settled, CancellationToken.None);
        if (!put.IsOk)
        {
            LogUnsettled(Id.Value, key.WebhookId, put.Error.Message);
            Delay(key);
            return;
        }

        if (!attempt.IsSuccess)
            LogAttempt(Id.Value, key.WebhookId, settled.Attempts, attempt.Problem, settled.State);
        if (Outbox.HasSurplus)
            await SweepAsync(CancellationToken.None);
    }

    private void Delay(DeliveryKey key)
    {
        if (_outbox is not null && Outbox.TryGet(key, out var delivery))
            Outbox.PutOff(delivery, Delivery.Whole(time.GetUtcNow() + PutOff));
    }

    /// <summary>What signs: the secret, and the one of before while it is valid.</summary>
    private async Task<Result<IReadOnlyList<WebhookSecret>>> SecretsAsync(WebhookState webhook)
    {
        var own = await vault.OpenAsync(Id, webhook.Id, webhook.Secret, _stopping.Token);
        if (!own.IsOk)
            return own.Error;
        if (webhook.OldSecret is not { } sealedOld || !(webhook.OldSecretUntil > time.GetUtcNow()))
            return Result<IReadOnlyList<WebhookSecret>>.Ok([own.Value]);
        var old = await vault.OpenAsync(Id, webhook.Id, sealedOld, _stopping.Token);
        return old.IsOk ? Result<IReadOnlyList<WebhookSecret>>.Ok([own.Value, old.Value]) : old.Error;
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var swept = await Outbox.SweepAsync(Webhooks.Select(webhook => webhook.Id).ToHashSet(StringComparer.Ordinal), cancellationToken);
        if (!swept.IsOk)
            LogUnsettled(Id.Value, string.Empty, swept.Error.Message);
    }

    private async Task StopAsync()
    {
        await _stopping.CancelAsync();
        _timer?.Dispose();
        _timer = null;
        await Task.WhenAll(_underWay.Values.ToList());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Webhook} of tenant {Tenant} cannot be signed for now: {Problem}")]
    private partial void LogUnsigned(string tenant, string webhook, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An attempt at webhook {Webhook} of tenant {Tenant} failed here, and is made again")]
    private partial void LogFailed(Exception failure, string tenant, string webhook);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What came of webhook {Webhook} of tenant {Tenant} could not be stored, so it may be sent again: {Problem}")]
    private partial void LogUnsettled(string tenant, string webhook, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Webhook {Webhook} of tenant {Tenant} is paused: its receiver answered 410 Gone")]
    private partial void LogGone(string tenant, string webhook);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Attempt {Attempt} at webhook {Webhook} of tenant {Tenant} failed ({Problem}): {State}")]
    private partial void LogAttempt(string tenant, string webhook, int attempt, string problem, Triad.Grains.Abstractions.Webhooks.WebhookDeliveryState state);
}
