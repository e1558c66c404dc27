using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Webhooks;
using Triad.Grains.Abstractions.Webhooks;

namespace Triad.Grains.Webhooks;

/// <summary>What webhooks are, and what becomes of deliveries.</summary>
internal static class WebhookRules
{
    /// <summary>Longest address, in characters.</summary>
    public const int MaxUrl = 1000;

    private const string ReceiverGone = "The receiver answered 410 Gone.";

    /// <summary>True where a webhook gets an event.</summary>
    public static bool Takes(WebhookState webhook, WebhookEvent happened) =>
        Delivery.Whole(webhook.CreatedAt) <= Delivery.Whole(happened.At) && (webhook.EventTypes.IsDefaultOrEmpty || webhook.EventTypes.Contains(happened.Type));

    /// <summary>What is wrong with the types that a webhook asks for; null where nothing is.</summary>
    public static Error? CheckTypes(ImmutableArray<string> types)
    {
        var unknown = types.FirstOrDefault(type => !WebhookEventTypes.All.Contains(type, StringComparer.Ordinal));
        return unknown is null
            ? null
            : Error.Invalid("event_types", unknown, "is no type of events", $"Give some of {string.Join(", ", WebhookEventTypes.All)}, or none for all.");
    }

    public static Error NotFound(string webhookId) => Error.Of(
        ErrorReason.WebhookNotFound, "webhook_id", webhookId, "is no webhook of the tenant", "List the tenant's webhooks.");

    public static Error DeliveryNotFound(string deliveryId) => Error.Of(
        ErrorReason.DeliveryNotFound, "delivery_id", deliveryId, "is no delivery of the webhook, or is not kept any more", "List the webhook's deliveries.");

    public static Error IsPaused(string webhookId) => Error.Of(
        ErrorReason.WebhookPaused, "webhook_id", webhookId, "is paused", "Update it with paused set to false.");

    /// <summary>A webhook as it crosses, without counts.</summary>
    public static WebhookSnapshot ToSnapshot(TenantId tenant, WebhookState state, DateTimeOffset now) =>
        new(state.Id, tenant, state.Url, state.EventTypes.IsDefault ? [] : state.EventTypes, state.Paused, state.PauseReason, state.CreatedAt)
        {
            OldSecretUntil = state.OldSecretUntil > now ? state.OldSecretUntil : null,
        };

    /// <summary>A webhook whose receiver is gone.</summary>
    public static WebhookState Gone(WebhookState webhook) => webhook with { Paused = true, PauseReason = ReceiverGone };

    /// <summary>A delivery after an attempt.</summary>
    /// <param name="delivery">Before.</param>
    /// <param name="attempt">What came of it.</param>
    /// <param name="options">The schedule.</param>
    /// <param name="now">The time.</param>
    /// <param name="chance">A random number from 0 to 1, for the jitter.</param>
    public static Delivery After(Delivery delivery, WebhookAttempt attempt, WebhookOptions options, DateTimeOffset now, double chance)
    {
        var tried = delivery with
        {
            Attempts = delivery.Attempts + 1,
            LastStatus = attempt.Status,
            LastProblem = attempt.Problem,
            LastAt = Delivery.Whole(now),
        };
        if (attempt.IsSuccess)
            return tried with { State = WebhookDeliveryState.Delivered };
        var pauses = options.Pauses;
        if (attempt.IsGone || tried.Event.Type == WebhookEventTypes.Ping || tried.Attempts > pauses.Count)
            return tried with { State = WebhookDeliveryState.Dead };
        var pause = TimeSpan.FromSeconds(pauses[tried.Attempts - 1] * (1 + (options.Jitter * chance)));
        var asked = attempt.RetryAfter is { } wait ? TimeSpan.FromTicks(Math.Min(wait.Ticks, TimeSpan.FromHours(options.MaxRetryAfterHours).Ticks)) : TimeSpan.Zero;
        return tried with { NextAt = Delivery.Whole(now + (asked > pause ? asked : pause)) };
    }

    /// <summary>A delivery that is begun with anew.</summary>
    public static Delivery Again(Delivery delivery, DateTimeOffset now) => delivery with
    {
        State = WebhookDeliveryState.Pending,
        Attempts = delivery.State == WebhookDeliveryState.Pending ? delivery.Attempts : 0,
        NextAt = Delivery.Whole(now),
    };
}
