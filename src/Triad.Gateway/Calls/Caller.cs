using System.Diagnostics;
using Grpc.Core;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Telemetry;
using Triad.Gateway.Authentication;

namespace Triad.Gateway.Calls;

/// <summary>Who makes a call, as its API key or token says.</summary>
/// <param name="KeyId">The public part of the key; null for a token of an issuer.</param>
/// <param name="Tenant">The tenant of the key; null for an operator's.</param>
/// <param name="Scopes">What the key allows.</param>
internal sealed record Caller(ApiKeyId? KeyId, TenantId? Tenant, CallScopes Scopes)
{
    /// <summary>What all that is read and written must pass.</summary>
    public Filter Filter { get; init; } = Filter.Everything;

    /// <summary>Where the call may come from.</summary>
    public AllowedNetworks Networks { get; init; } = AllowedNetworks.All;

    /// <summary>Whom a token is made for; null for a key itself.</summary>
    public string? Subject { get; init; }

    /// <summary>When the key ends, and what it makes with it at the latest; null for never.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>True where the caller acts for its own tenant, and cannot name another.</summary>
    public bool IsTenants => Tenant is not null;

    /// <summary>The caller for records: its key, the user that a token is for, or both.</summary>
    public string Who => (KeyId, Subject) switch
    {
        ({ } key, { } subject) => $"{key} for {subject}",
        ({ } key, null) => key.Value,
        _ => Subject ?? "",
    };

    /// <summary>The caller of a call that has passed the gate.</summary>
    public static Caller Of(ServerCallContext context) =>
        context.GetHttpContext().Features.Get<Caller>()
        ?? throw new InvalidOperationException($"{context.Method} was reached without a caller.");

    /// <summary>
    /// The tenant that a call is about: the key's own, or the one that an operator names. A tenant's key that names another tenant is refused
    /// without a look at whether that one exists.
    /// </summary>
    public Result<TenantId> TenantFor(string named, string field = "tenant_id")
    {
        if (Tenant is not { } own)
            return TenantId.Parse(named, field);
        if (named.Length == 0 || named == own.Value)
            return own;
        return Error.Of(
            ErrorReason.ScopeMissing,
            field,
            named,
            "is not the tenant of this API key",
            "Leave it empty; only operators' keys name a tenant.");
    }

    /// <summary>Refuses a caller who is confined to some videos what is about all of them, and of which none can be told apart.</summary>
    public Result SeesAll(string what) => Filter.IsEmpty
        ? Result.Ok
        : Error.Of(ErrorReason.ScopeMissing, "authorization", what, "is not for keys and tokens that are confined by a filter", "Use a key without a filter.");

    /// <summary>Says on a span who calls.</summary>
    public void Mark(Activity? span)
    {
        if (span is null)
            return;
        if (KeyId is { } key)
            span.SetTag(TelemetryNames.Key, key.Value);
        if (Subject is not null)
            span.SetTag(TelemetryNames.Subject, Subject);
    }
}
