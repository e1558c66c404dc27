using System.Diagnostics.CodeAnalysis;
using Triad.Core.Errors;
using Triad.Core.Rows;
using Triad.Core.Webhooks;
using Triad.Grains.Abstractions.Webhooks;
using Triad.Grains.State;

namespace Triad.Grains.Webhooks;

/// <summary>A tenant's deliveries, a row each. A write is durable before the picture in memory shows it.</summary>
/// <param name="rows">The rows, opened.</param>
/// <param name="options">How many, and for how long.</param>
/// <param name="time">The clock.</param>
/// <param name="moved">Called when another activation has the rows.</param>
internal sealed class WebhookOutbox(IRowSet rows, WebhookOptions options, TimeProvider time, Action moved)
{
    // To look for the oldest costs more the more there are: it is done now and then.
    private const int Slack = 100;

    private readonly Dictionary<DeliveryKey, Delivery> _all = [];
    private readonly Dictionary<string, SortedSet<(DateTimeOffset At, Guid Id)>> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DropCount> _dropped = new(StringComparer.Ordinal);
    private readonly Dictionary<DeliveryKey, Task<Result<bool>>> _adding = [];
    private int _open;

    /// <summary>How many deliveries there are, of all states.</summary>
    public int Count => _all.Count;

    /// <summary>True where notably more of those that arrived are kept than are to be.</summary>
    public bool HasSurplus => _all.Count - _open > options.MaxDelivered + Slack;

    /// <summary>True where something waits.</summary>
    public bool HasWaiting => _waiting.Values.Any(waiting => waiting.Count > 0);

    /// <summary>The webhooks that something waits for.</summary>
    public IEnumerable<string> Waiting => _waiting.Where(pair => pair.Value.Count > 0).Select(pair => pair.Key);

    /// <summary>Takes on what was stored.</summary>
    public void Load()
    {
        foreach (var row in rows.Opened)
        {
            if (Delivery.IsDelivery(row))
                Show(Delivery.From(row));
            else if (DropCount.IsCount(row))
                Show(DropCount.From(row));
        }
    }

    public bool TryGet(DeliveryKey key, [NotNullWhen(true)] out Delivery? delivery) => _all.TryGetValue(key, out delivery) && !IsOver(delivery);

    /// <summary>What waits for a webhook, in the order of its attempts.</summary>
    public IEnumerable<Delivery> WaitingFor(string webhookId) =>
        _waiting.TryGetValue(webhookId, out var waiting) ? waiting.Select(next => _all[new DeliveryKey(webhookId, next.Id)]) : [];

    /// <summary>A webhook's deliveries that are kept, newest first.</summary>
    public IEnumerable<Delivery> Of(string webhookId) => _all.Values
        .Where(delivery => delivery.WebhookId == webhookId && !IsOver(delivery))
        .OrderByDescending(delivery => delivery.Event.At)
        .ThenBy(delivery => delivery.Event.Id);

    /// <summary>A webhook with its counts.</summary>
    public WebhookSnapshot WithCounts(WebhookSnapshot webhook)
    {
        var dropped = _dropped.GetValueOrDefault(webhook.Id);
        return webhook with
        {
            Pending = _waiting.GetValueOrDefault(webhook.Id)?.Count ?? 0,
            Dead = _all.Values.Count(delivery => delivery.WebhookId == webhook.Id && delivery.State == WebhookDeliveryState.Dead && !IsOver(delivery)),
            Dropped = dropped?.Count ?? 0,
            DroppedAt = dropped?.LastAt,
        };
    }

    /// <summary>Takes an event on for a webhook; one that is there, or on its way to be, stays as it is. False where it was dropped.</summary>
    public async Task<Result<bool>> AddAsync(string webhookId, WebhookEvent happened, CancellationToken cancellationToken)
    {
        var delivery = Delivery.New(webhookId, happened, time.GetUtcNow());
        if (_all.ContainsKey(delivery.Key))
            return true;
        if (_adding.TryGetValue(delivery.Key, out var other))
            return await other.WaitAsync(cancellationToken);
        var adding = AddNewAsync(delivery, CancellationToken.None); // Others may wait for it too.
        if (adding.IsCompleted)
            return await adding;
        _adding[delivery.Key] = adding;
        try
        {
            return await adding;
        }
        finally
        {
            _adding.Remove(delivery.Key);
        }
    }

    /// <summary>Makes a delivery durable, and shows it.</summary>
    public async Task<Result> PutAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var put = Note(await rows.PutAsync(delivery.ToRow(), cancellationToken));
        if (put.IsOk)
            Show(delivery);
        return put;
    }

    /// <summary>Puts off what could not be tried, in memory alone.</summary>
    public void PutOff(Delivery delivery, DateTimeOffset until) => Show(delivery with { NextAt = until });

    /// <summary>Removes all of webhooks that are not there any more, and what has been kept for long enough.</summary>
    public async Task<Result> SweepAsync(IReadOnlySet<string> webhooks, CancellationToken cancellationToken)
    {
        var delivered = _all.Values.Where(delivery => delivery.State == WebhookDeliveryState.Delivered).ToList();
        var surplus = delivered.OrderBy(delivery => delivery.LastAt).Take(Math.Max(0, delivered.Count - options.MaxDelivered));
        var over = _all.Values.Where(delivery => IsOver(delivery) || !webhooks.Contains(delivery.WebhookId)).Union(surplus).ToList();
        foreach (var delivery in over)
        {
            var removed = await RemoveAsync(delivery.Key, cancellationToken);
            if (!removed.IsOk)
                return removed;
        }

        foreach (var count in _dropped.Values.Where(count => !webhooks.Contains(count.WebhookId)).ToList())
        {
            var removed = Note(await rows.RemoveAsync(DropCount.KeyOf(count.WebhookId), cancellationToken));
            if (!removed.IsOk)
                return removed;
            _dropped.Remove(count.WebhookId);
        }

        return Result.Ok;
    }

    private async Task<Result<bool>> AddNewAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (_open + _adding.Count >= options.MaxWaiting)
        {
            var room = await MakeRoomAsync(cancellationToken);
            if (!room.IsOk)
                return room.Error;
            if (!room.Value)
            {
                var dropped = await CountDropAsync(delivery.WebhookId, cancellationToken);
                return dropped.IsOk ? false : dropped.Error;
            }
        }

        var put = await PutAsync(delivery, cancellationToken);
        return put.IsOk ? true : put.Error;
    }

    private bool IsOver(Delivery delivery)
    {
        var kept = delivery.State switch
        {
            WebhookDeliveryState.Delivered => TimeSpan.FromHours(options.DeliveredHours),
            WebhookDeliveryState.Dead => TimeSpan.FromDays(options.DeadDays),
            _ => TimeSpan.MaxValue,
        };
        return kept != TimeSpan.MaxValue && delivery.LastAt is { } last && time.GetUtcNow() - last > kept;
    }

    /// <summary>The oldest dead letter makes room. False where there is none.</summary>
    private async Task<Result<bool>> MakeRoomAsync(CancellationToken cancellationToken)
    {
        if (_all.Values.Where(delivery => delivery.State == WebhookDeliveryState.Dead).MinBy(delivery => delivery.LastAt) is not { } oldest)
            return false;
        var counted = await CountDropAsync(oldest.WebhookId, cancellationToken);
        if (!counted.IsOk)
            return counted.Error;
        var removed = await RemoveAsync(oldest.Key, cancellationToken);
        return removed.IsOk ? true : removed.Error;
    }

    private async Task<Result> CountDropAsync(string webhookId, CancellationToken cancellationToken)
    {
        var count = new DropCount(webhookId, (_dropped.GetValueOrDefault(webhookId)?.Count ?? 0) + 1, Delivery.Whole(time.GetUtcNow()));
        var put = Note(await rows.PutAsync(count.ToRow(), cancellationToken));
        if (put.IsOk)
            Show(count);
        return put;
    }

    private async Task<Result> RemoveAsync(DeliveryKey key, CancellationToken cancellationToken)
    {
        var removed = Note(await rows.RemoveAsync(Delivery.KeyOf(key), cancellationToken));
        if (removed.IsOk)
            Hide(key);
        return removed;
    }

    private void Show(DropCount count) => _dropped[count.WebhookId] = count;

    private void Show(Delivery delivery)
    {
        Hide(delivery.Key);
        _all[delivery.Key] = delivery;
        if (delivery.State != WebhookDeliveryState.Delivered)
            _open++;
        if (delivery.State != WebhookDeliveryState.Pending)
            return;
        if (!_waiting.TryGetValue(delivery.WebhookId, out var waiting))
            _waiting[delivery.WebhookId] = waiting = [];
        waiting.Add((delivery.NextAt, delivery.Event.Id));
    }

    private void Hide(DeliveryKey key)
    {
        if (!_all.Remove(key, out var known))
            return;
        if (known.State != WebhookDeliveryState.Delivered)
            _open--;
        if (_waiting.TryGetValue(key.WebhookId, out var waiting))
            waiting.Remove((known.NextAt, key.EventId));
    }

    private Result Note(Result written)
    {
        if (written.Error?.Reason != ErrorReason.EpochStale)
            return written;
        moved();
        return RowRules.Moved(written.Error);
    }
}
