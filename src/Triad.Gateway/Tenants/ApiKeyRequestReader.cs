using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Authentication;
using Triad.Gateway.Calls;
using Triad.Gateway.Filters;
using Triad.Gateway.Requests;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tenants;

/// <summary>Reads what a key is to be, and whether the caller may make it.</summary>
internal sealed class ApiKeyRequestReader(TimeProvider time, IOptions<GatewayOptions> options)
{
    private const int MaxName = 200;
    private const int MaxRequestId = 64;

    private static readonly TimeSpan DefaultOverlap = TimeSpan.FromDays(1);
    private static readonly TimeSpan MaxOverlap = TimeSpan.FromDays(30);

    /// <summary>The owner, null for the operators, and the key; notes everything that is wrong.</summary>
    public (TenantId? Owner, CreateApiKey Order) Read(V1.CreateApiKeyRequest request, Caller caller, Violations violations)
    {
        var scopes = TenantMapping.ToScopes(request, violations);
        violations.CheckLength("display_name", request.DisplayName, MaxName);
        violations.CheckLength("request_id", request.RequestId, MaxRequestId);
        var expiry = ReadExpiry(request, violations);
        var forOperator = scopes.Contains(Scopes.Operator);
        TenantId? tenant = forOperator && !caller.IsTenants ? null : violations.Take(caller.TenantFor(request.TenantId));
        var filter = AccessFilter.Read(request.Filter, "filter", scopes.Contains(Scopes.Ingest), options.Value.Limits, violations);
        if (filter is not null && scopes.Any(scope => scope is not (Scopes.Search or Scopes.Ingest)))
            violations.Add(Error.Invalid(
                "filter", string.Join(", ", scopes), "confines scopes that are not about videos", "Leave it out, or give SCOPE_SEARCH or SCOPE_INGEST alone."));
        var networks = AllowedNetworks.Read(request.Networks, violations);
        if (caller.IsTenants && violations.Errors.Count == 0)
            CheckWithin(caller, forOperator, expiry, networks, violations);
        return (tenant, new CreateApiKey(request.RequestId, request.DisplayName, scopes, expiry) { Filter = filter, Networks = networks });
    }

    /// <summary>How long an old secret is accepted yet.</summary>
    public static TimeSpan ReadOverlap(Duration? wire, Violations violations)
    {
        if (wire is null)
            return DefaultOverlap;
        // The wire can hold what a TimeSpan cannot.
        if (wire.Seconds >= 0 && wire.Nanos >= 0 && wire.Seconds <= (long)MaxOverlap.TotalSeconds && wire.Nanos < 1_000_000_000 && wire.ToTimeSpan() <= MaxOverlap)
            return wire.ToTimeSpan();
        violations.Add(Error.Invalid("overlap", wire.Seconds, "is out of range", $"Give 0 to {MaxOverlap.TotalSeconds} seconds, or leave it out for a day."));
        return DefaultOverlap;
    }

    /// <summary>Notes what a key has that the one that rotates it could not give to a key that it makes.</summary>
    public static void CheckRotation(Caller caller, ApiKeySnapshot key, Violations violations)
    {
        if (key.Scopes.Contains(Scopes.Operator))
            violations.Add(Error.Of(
                ErrorReason.ScopeMissing, "key_id", key.KeyId, "has the scope OPERATOR, which is an operator's to give", "Use an operator's key."));
        if (caller.EndsAt is { } ends && !(key.ExpiresAt <= ends))
            violations.Add(Error.Of(
                ErrorReason.ScopeMissing, "key_id", key.KeyId,
                FormattableString.Invariant($"ends later than the key that rotates it, which ends at {ends:u}"),
                "Rotate it with a key that ends as late, or make a new one that ends in time."));
        if (!caller.Networks.Hold(AllowedNetworks.From(key.Networks)))
            violations.Add(Error.Of(
                ErrorReason.ScopeMissing, "key_id", key.KeyId,
                "may be used from networks that are not within those of the key that rotates it",
                "Rotate it with a key of the same networks or of all, or make a new one within yours."));
    }

    // A tenant's administrator makes keys for its tenant, and nothing that outlives or outreaches its own.
    private static void CheckWithin(Caller caller, bool forOperator, DateTimeOffset? expiry, ImmutableArray<string> networks, Violations violations)
    {
        if (forOperator)
            violations.Add(Error.Of(
                ErrorReason.ScopeMissing, "scopes", V1.Scope.Operator, "is an operator's to give", "Give scopes of a tenant."));
        if (caller.EndsAt is { } ends && !(expiry <= ends))
            violations.Add(Error.Of(
                ErrorReason.ScopeMissing, "expire_time", expiry?.ToString("u"), "is later than the end of the key that makes it",
                FormattableString.Invariant($"Give {ends:u} at the latest.")));
        if (!caller.Networks.Hold(AllowedNetworks.From(networks)))
            violations.Add(Error.Of(
                ErrorReason.ScopeMissing, "networks", string.Join(", ", networks), "are not within those of the key that makes it",
                "Give networks within them."));
    }

    private DateTimeOffset? ReadExpiry(V1.CreateApiKeyRequest request, Violations violations)
    {
        if (request.ExpireTime is not { } wire)
            return null;
        // The wire can hold times that a DateTimeOffset cannot.
        var inRange = wire.Seconds is > -62_135_596_800 and < 253_402_300_800 && wire.Nanos is >= 0 and < 1_000_000_000;
        if (inRange && wire.ToDateTimeOffset() is var expiry && expiry > time.GetUtcNow())
            return expiry;
        violations.Add(Error.Invalid("expire_time", wire.Seconds, "is not in the future", "Give a later time, or leave it out."));
        return null;
    }
}
