using System.Collections.Immutable;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Triad.Core.Errors;
using Triad.Core.Fairness;
using Triad.Gateway.Requests;
using Triad.Gateway.Tenants;
using Triad.Grains.Abstractions.Plans;

namespace Triad.Gateway.Plans;

/// <summary>Maps plans between wire and grains.</summary>
internal static class PlanMapping
{
    private const int MaxPackages = 100;
    private const int MaxPackage = 64;

    private static readonly TimeSpan LeastRetention = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostRetention = TimeSpan.FromDays(36_500);

    /// <summary>A plan for the wire.</summary>
    public static V1.Plan ToWire(PlanSnapshot plan) => new()
    {
        Id = plan.PlanId.Value,
        DisplayName = plan.DisplayName,
        Quotas = QuotaMapping.ToWire(plan.Terms.Quotas),
        Weight = plan.Terms.Weight,
        AllowedPackages = { plan.Terms.AllowedPackages },
        Retention = plan.Terms.Retention is { } retention ? Duration.FromTimeSpan(retention) : null,
        Tier = ToWire(plan.Terms.Tier),
        CreateTime = Timestamp.FromDateTimeOffset(plan.CreatedAt),
        UpdateTime = Timestamp.FromDateTimeOffset(plan.UpdatedAt),
    };

    /// <summary>A tier for the wire.</summary>
    public static V1.TenantTier ToWire(TenantTier tier) => tier switch
    {
        TenantTier.Shared => V1.TenantTier.Shared,
        TenantTier.Dedicated => V1.TenantTier.Dedicated,
        _ => V1.TenantTier.Unspecified,
    };

    /// <summary>What a plan gives; notes all that is wrong with it.</summary>
    public static PlanTerms ToTerms(V1.Plan plan, Violations violations) => new(
        QuotaMapping.ToQuotas(plan.Quotas, "plan.quotas", violations),
        ToWeight(plan, violations),
        ToPackages(plan.AllowedPackages, "plan.allowed_packages", violations),
        ToRetention(plan, violations),
        ToTier(plan.Tier, violations));

    /// <summary>The weight; 1 where none is given.</summary>
    public static double ToWeight(V1.Plan plan, Violations violations)
    {
        if (!plan.HasWeight)
            return FairShare.DefaultWeight;
        violations.CheckRange("plan.weight", plan.Weight, FairShare.LeastWeight, FairShare.MostWeight);
        return plan.Weight;
    }

    /// <summary>The retention; null for ever.</summary>
    public static TimeSpan? ToRetention(V1.Plan plan, Violations violations)
    {
        if (plan.Retention is not { } wire)
            return null;

        // The wire can hold spans that a TimeSpan cannot.
        if (wire.Seconds >= LeastRetention.TotalSeconds && wire.Seconds <= MostRetention.TotalSeconds && wire.Nanos is >= 0 and < 1_000_000_000)
            return wire.ToTimeSpan();
        violations.Add(Error.Invalid("plan.retention", wire.Seconds, "is not a retention", "Give 60 seconds to 100 years, or leave it out: for ever."));
        return null;
    }

    /// <summary>Ids of packages, each once.</summary>
    public static ImmutableArray<string> ToPackages(RepeatedField<string> packages, string field, Violations violations)
    {
        if (packages.Count > MaxPackages)
            violations.Add(Error.Invalid(field, packages.Count, "are too many packages", $"Give at most {MaxPackages}, or none: all are allowed."));
        foreach (var package in packages)
        {
            if (package.Length is 0 or > MaxPackage)
                violations.Add(Error.Invalid(field, package, "is not the id of a package", $"Give 1 to {MaxPackage} characters."));
        }

        return [.. packages.Distinct(StringComparer.Ordinal).Take(MaxPackages)];
    }

    /// <summary>A tier; notes an unknown one.</summary>
    public static TenantTier ToTier(V1.TenantTier tier, Violations violations)
    {
        switch (tier)
        {
            case V1.TenantTier.Unspecified:
                return TenantTier.Auto;
            case V1.TenantTier.Shared:
                return TenantTier.Shared;
            case V1.TenantTier.Dedicated:
                return TenantTier.Dedicated;
            default:
                violations.Add(Error.Invalid("plan.tier", tier, "is not a tier", "Give TENANT_TIER_SHARED or TENANT_TIER_DEDICATED, or leave it out."));
                return TenantTier.Auto;
        }
    }
}
