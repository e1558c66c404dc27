using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Gateway.Calls;
using Triad.Gateway.Plans;
using Triad.Gateway.Requests;
using Triad.Gateway.Values;
using Triad.Grains.Abstractions.Retention;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tenants;

/// <summary>Reads what of a tenant is to change: the fields that the mask names, and no others.</summary>
internal static class TenantUpdateReader
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxName = 200;

    /// <summary>Longest name of a plan, in characters.</summary>
    public const int MaxPlan = 64;

    private const string Mask = "update_mask";
    private const string Remedy = "Name one or more of display_name, plan, weight, retention, allowed_packages, residency, quotas and quotas.videos and the like.";

    /// <summary>The change; notes all that is wrong with it.</summary>
    public static UpdateTenant Read(V1.UpdateTenantRequest request, Caller caller, Violations violations)
    {
        var wanted = request.Tenant ?? new V1.Tenant();
        var (name, plan) = ((string?)null, (string?)null);
        var changesWeight = false;
        var quotas = new List<TenantQuota>();
        ImmutableArray<string>? packages = null;
        RetentionChange? retention = null;
        if (request.UpdateMask is not { Paths.Count: > 0 } mask)
            violations.Add(Error.Missing(Mask, Remedy));
        else
            foreach (var path in mask.Paths)
                Take(path);
        return new UpdateTenant(
            name,
            plan,
            quotas.Count > 0 ? new QuotaChange([.. quotas.Distinct()], QuotaMapping.ToQuotas(wanted.Quotas, "tenant.quotas", violations)) : null)
        {
            AllowedPackages = packages,
            ChangesWeight = changesWeight,
            Weight = changesWeight ? TenantMapping.ToWeight(wanted, violations) : null,
            Retention = retention,
        };

        void Take(string path)
        {
            if (caller.IsTenants && path is not "display_name")
                violations.Add(Error.Of(ErrorReason.ScopeMissing, Mask, path, "is the operator's to change", "Name display_name, or ask the operator."));
            else if (QuotaPaths.Find(path) is { } some)
                quotas.AddRange(some);
            else if (path == "allowed_packages")
                packages = PlanMapping.ToPackages(wanted.AllowedPackages, "tenant.allowed_packages", violations);
            else if (path == "display_name")
                violations.CheckLength("tenant.display_name", name = wanted.DisplayName, MaxName);
            else if (path == "plan")
                violations.CheckLength("tenant.plan", plan = wanted.Plan, MaxPlan);
            else if (path == ResidencyMove.Field)
                ResidencyMove.Check(wanted.Residency, violations);
            else if (path == "weight")
                changesWeight = true;
            else if (path == "retention")
                retention = new RetentionChange(RetentionMapping.ToCore(wanted.Retention, "tenant.retention", violations));
            else
                violations.Add(Refuse(path));
        }
    }

    private static Error Refuse(string path) => path switch
    {
        "model_package" => Error.Invalid(
            Mask, path, "cannot be changed here: the vectors of one model are of no use to another", "Embed the library with the other model first."),
        _ => Error.Invalid(Mask, path, "is no field that can be changed", Remedy),
    };
}
