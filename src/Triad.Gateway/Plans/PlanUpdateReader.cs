using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Requests;
using Triad.Gateway.Tenants;
using Triad.Grains.Abstractions.Plans;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Plans;

/// <summary>Reads what of a plan is to change: the fields that the mask names, and no others.</summary>
internal static class PlanUpdateReader
{
    private const string Mask = "update_mask";
    private const string Remedy =
        "Name one or more of display_name, quotas, quotas.videos and the like, weight, allowed_packages, retention and tier.";

    /// <summary>The change; notes all that is wrong with it.</summary>
    public static UpdatePlan Read(V1.UpdatePlanRequest request, Violations violations)
    {
        var wanted = request.Plan ?? new V1.Plan();
        var update = new UpdatePlan(violations.Take(PlanId.Parse(wanted.Id, "plan.id")), null, null, null, null, false, null, null);
        if (request.UpdateMask is not { Paths.Count: > 0 } mask)
        {
            violations.Add(Error.Missing(Mask, Remedy));
            return update;
        }

        var quotas = new List<TenantQuota>();
        foreach (var path in mask.Paths.Distinct(StringComparer.Ordinal))
        {
            if (QuotaPaths.Find(path) is { } some)
                quotas.AddRange(some);
            else
                update = Take(path, wanted, update, violations);
        }

        return quotas.Count == 0
            ? update
            : update with { Quotas = new QuotaChange([.. quotas.Distinct()], QuotaMapping.ToQuotas(wanted.Quotas, "plan.quotas", violations)) };
    }

    private static UpdatePlan Take(string path, V1.Plan wanted, UpdatePlan update, Violations violations)
    {
        switch (path)
        {
            case "display_name":
                violations.CheckLength("plan.display_name", wanted.DisplayName, TenantUpdateReader.MaxName);
                return update with { DisplayName = wanted.DisplayName };
            case "weight":
                return update with { Weight = PlanMapping.ToWeight(wanted, violations) };
            case "allowed_packages":
                return update with { AllowedPackages = PlanMapping.ToPackages(wanted.AllowedPackages, "plan.allowed_packages", violations) };
            case "retention":
                return update with { SetsRetention = true, Retention = PlanMapping.ToRetention(wanted, violations) };
            case "tier":
                return update with { Tier = PlanMapping.ToTier(wanted.Tier, violations) };
            default:
                violations.Add(Error.Invalid(Mask, path, "is no field that can be changed", Remedy));
                return update;
        }
    }
}
