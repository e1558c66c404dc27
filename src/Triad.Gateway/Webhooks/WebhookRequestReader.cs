using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Triad.Core.Errors;
using Triad.Gateway.Requests;
using Triad.Grains.Abstractions.Webhooks;

namespace Triad.Gateway.Webhooks;

/// <summary>Reads what is asked of webhooks.</summary>
internal static class WebhookRequestReader
{
    private const int MaxRequestId = 64;
    private const int MaxUrl = 1000;
    private const int MaxTypes = 32;
    private const int MaxType = 64;
    private const string Mask = "update_mask";
    private const string MaskRemedy = "Name one or more of url, event_types and paused.";

    private static readonly TimeSpan UsualOverlap = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(30);

    /// <summary>A webhook to be.</summary>
    public static CreateWebhook Read(V1.CreateWebhookRequest request, Violations violations)
    {
        CheckUrl("url", request.Url, violations);
        violations.CheckLength("request_id", request.RequestId, MaxRequestId);
        return new CreateWebhook(request.RequestId, request.Url, ReadTypes("event_types", request.EventTypes, violations));
    }

    /// <summary>The change of a webhook: the fields that the mask names, and no others.</summary>
    public static UpdateWebhook Read(V1.UpdateWebhookRequest request, Violations violations)
    {
        var wanted = request.Webhook ?? new V1.Webhook();
        if (wanted.Id.Length == 0)
            violations.Add(Error.Missing("webhook.id", "Name a webhook of the tenant."));
        var change = new UpdateWebhook(wanted.Id, null, null, null);
        if (request.UpdateMask is not { Paths.Count: > 0 } mask)
        {
            violations.Add(Error.Missing(Mask, MaskRemedy));
            return change;
        }

        foreach (var path in mask.Paths)
        {
            switch (path)
            {
                case "url":
                    CheckUrl("webhook.url", wanted.Url, violations);
                    change = change with { Url = wanted.Url };
                    break;
                case "event_types":
                    change = change with { EventTypes = ReadTypes("webhook.event_types", wanted.EventTypes, violations) };
                    break;
                case "paused":
                    change = change with { Paused = wanted.Paused };
                    break;
                default:
                    violations.Add(Error.Invalid(Mask, path, "is no field of a webhook that can be changed", MaskRemedy));
                    break;
            }
        }

        return change;
    }

    /// <summary>The id of a webhook; an id of any form is looked for.</summary>
    public static string ReadId(string webhookId, Violations violations)
    {
        if (webhookId.Length == 0)
            violations.Add(Error.Missing("webhook_id", "Name a webhook of the tenant."));
        return webhookId;
    }

    /// <summary>How long an old secret signs too.</summary>
    public static TimeSpan ReadOverlap(Duration? overlap, Violations violations)
    {
        if (overlap is null)
            return UsualOverlap;
        var seconds = overlap.Seconds + (overlap.Nanos / 1e9);
        violations.CheckRange("overlap.seconds", seconds, 0, LongestOverlap.TotalSeconds);
        return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestOverlap.TotalSeconds));
    }

    /// <summary>The state of deliveries that are listed; null for all.</summary>
    public static WebhookDeliveryState? ReadState(V1.WebhookDeliveryState state, Violations violations)
    {
        switch (state)
        {
            case V1.WebhookDeliveryState.Unspecified:
                return null;
            case V1.WebhookDeliveryState.Pending:
                return WebhookDeliveryState.Pending;
            case V1.WebhookDeliveryState.Delivered:
                return WebhookDeliveryState.Delivered;
            case V1.WebhookDeliveryState.Dead:
                return WebhookDeliveryState.Dead;
            default:
                violations.Add(Error.Invalid("state", (int)state, "is no state of a delivery", "Give PENDING, DELIVERED or DEAD, or leave it out."));
                return null;
        }
    }

    /// <summary>There is no such delivery.</summary>
    public static Error NoDelivery(string deliveryId) => Error.Of(
        ErrorReason.DeliveryNotFound, "delivery_id", deliveryId, "is no delivery of the webhook, or is not kept any more", "List the webhook's deliveries.");

    private static void CheckUrl(string field, string url, Violations violations)
    {
        if (url.Length == 0)
            violations.Add(Error.Missing(field, "Give the https address that events are posted to."));
        violations.CheckLength(field, url, MaxUrl);
    }

    private static ImmutableArray<string> ReadTypes(string field, IReadOnlyCollection<string> types, Violations violations)
    {
        if (types.Count > MaxTypes)
            violations.Add(Error.Invalid(field, types.Count, "are too many types", $"Give at most {MaxTypes}, or none for all."));
        foreach (var type in types)
            violations.CheckLength(field, type, MaxType);
        return [.. types.Distinct()];
    }
}
