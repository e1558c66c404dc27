using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Triad.Core.Errors;
using Triad.Core.Fairness;
using Triad.Gateway.Calls;
using Triad.Gateway.Filters;
using Triad.Gateway.Plans;
using Triad.Gateway.Requests;
using Triad.Gateway.Values;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tenants;

/// <summary>Maps tenants and keys between wire and grains.</summary>
internal static class TenantMapping
{
    /// <summary>A tenant for the wire.</summary>
    public static V1.Tenant ToWire(TenantSnapshot tenant) => new()
    {
        Id = tenant.TenantId.Value,
        DisplayName = tenant.DisplayName,
        Plan = tenant.Plan,
        State = tenant.Status switch
        {
            TenantStatus.Active => V1.TenantState.Active,
            TenantStatus.Suspended => V1.TenantState.Suspended,
            _ => V1.TenantState.Deleting,
        },
        Quotas = QuotaMapping.ToWire(tenant.OwnQuotas),
        EffectiveQuotas = QuotaMapping.ToWire(tenant.Quotas),
        AllowedPackages = { tenant.OwnAllowedPackages },
        EffectiveAllowedPackages = { tenant.AllowedPackages },
        Tier = PlanMapping.ToWire(tenant.Tier),
        ModelPackage = tenant.ModelPackage,
        Space = tenant.Space.Value,
        CreateTime = Timestamp.FromDateTimeOffset(tenant.CreatedAt),
        SuspendReason = tenant.SuspendReason,
        Weight = tenant.Weight,
        Retention = RetentionMapping.ToWire(tenant.Retention),
        OffloadedBytes = tenant.OffloadedBytes,
        EffectiveRetention = RetentionMapping.ToWire(tenant.BindingRetention),
    };

    /// <summary>A residency for the wire.</summary>
    public static V1.TenantResidency ToWire(TenantResidency residency) => residency switch
    {
        TenantResidency.Hot => V1.TenantResidency.Hot,
        TenantResidency.Offloaded => V1.TenantResidency.Offloaded,
        _ => V1.TenantResidency.Idle,
    };

    /// <summary>A key for the wire.</summary>
    public static V1.ApiKey ToWire(ApiKeySnapshot key)
    {
        var wire = new V1.ApiKey
        {
            Id = key.KeyId.Value,
            TenantId = key.TenantId?.Value ?? "",
            DisplayName = key.DisplayName,
            CreateTime = Timestamp.FromDateTimeOffset(key.CreatedAt),
            ExpireTime = TimeOf(key.ExpiresAt),
            Filter = key.Filter is { } filter ? FilterMapping.ToWire(filter) : null,
            Networks = { key.Networks },
            LastUseTime = TimeOf(key.LastUsedAt),
            BoundTokens = !key.TokenKeys.IsEmpty,
            RotationEndTime = TimeOf(key.RotationEndsAt),
        };
        wire.Scopes.AddRange(key.Scopes.Select(ScopeNames.ToWire));
        return wire;
    }

    /// <summary>A weight for the grain, null where none is given; notes one that is none.</summary>
    public static double? ToWeight(V1.Tenant tenant, Violations violations)
    {
        if (!tenant.HasWeight)
            return null;
        if (!(tenant.Weight >= FairShare.LeastWeight && tenant.Weight <= FairShare.MostWeight))
            violations.Add(Error.Invalid(
                "tenant.weight", tenant.Weight, "is no weight",
                FormattableString.Invariant($"Give {FairShare.LeastWeight} to {FairShare.MostWeight}, or leave it out for that of the plan.")));
        return tenant.Weight;
    }

    /// <summary>Names of scopes for the grain; notes unknown ones and combinations that cannot be.</summary>
    public static ImmutableArray<string> ToScopes(V1.CreateApiKeyRequest request, Violations violations)
    {
        var scopes = request.Scopes.Distinct().ToList();
        if (scopes.Count == 0)
            violations.Add(Error.Missing("scopes", "Give one or more of SCOPE_SEARCH, SCOPE_INGEST, SCOPE_TENANT_ADMIN and SCOPE_AUDITOR, or SCOPE_OPERATOR alone."));
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var scope in scopes)
        {
            if (ScopeNames.NameOf(scope) is { } name)
                names.Add(name);
            else
                violations.Add(Error.Invalid("scopes", scope, "is not a scope", "Give SCOPE_SEARCH, SCOPE_INGEST, SCOPE_TENANT_ADMIN, SCOPE_AUDITOR or SCOPE_OPERATOR."));
        }

        var forOperator = scopes.Contains(V1.Scope.Operator);
        if (forOperator && scopes.Count > 1)
            violations.Add(Error.Invalid("scopes", string.Join(',', scopes), "mixes an operator's scope with a tenant's", "Make two keys."));
        if (forOperator && request.TenantId.Length > 0)
            violations.Add(Error.Invalid("tenant_id", request.TenantId, "is given for the scopes of an operator's key", "Leave it empty, or give scopes of a tenant."));
        return names.ToImmutable();
    }

    private static Timestamp? TimeOf(DateTimeOffset? time) => time is { } known ? Timestamp.FromDateTimeOffset(known) : null;
}
