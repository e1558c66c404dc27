using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Plans;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Tenants;

/// <summary>What a tenant has, of its own and by its plan: the one place where both meet.</summary>
internal static class TenantTerms
{
    /// <summary>The quotas that bind: a tenant's own go before its plan's.</summary>
    public static TenantQuotas Quotas(TenantQuotas own, PlanTerms plan) => new(
        own.Videos ?? plan.Quotas.Videos,
        own.MediaSeconds ?? plan.Quotas.MediaSeconds,
        own.StoredBytes ?? plan.Quotas.StoredBytes,
        own.ConcurrentIngests ?? plan.Quotas.ConcurrentIngests,
        own.QueriesPerSecond ?? plan.Quotas.QueriesPerSecond,
        own.EmbedSecondsPerDay ?? plan.Quotas.EmbedSecondsPerDay)
    {
        BytesSentPerDay = own.BytesSentPerDay ?? plan.Quotas.BytesSentPerDay,
    };

    /// <summary>The model packages that may be chosen; empty for all.</summary>
    public static ImmutableArray<string> AllowedPackages(ImmutableArray<string> own, PlanTerms plan) => own.IsEmpty ? plan.AllowedPackages : own;

    /// <summary>Why a package may not be chosen; null where it may.</summary>
    public static Error? CheckPackage(string package, ImmutableArray<string> own, PlanTerms plan) =>
        AllowedPackages(own, plan) is { IsEmpty: false } allowed && !allowed.Contains(package)
            ? Error.Of(
                ErrorReason.PackageNotAllowed,
                "model_package",
                package,
                "is not one that the tenant may choose",
                $"Choose one of {string.Join(", ", allowed)}, or have the operator allow it.")
            : null;

    /// <summary>Why a list of packages cannot bind: a package that is in use is not on it. Null where it can.</summary>
    public static Error? CheckUse(TenantState state, PlanTerms plan)
    {
        var allowed = AllowedPackages(state.AllowedPackages, plan);
        if (allowed.IsEmpty)
            return null;
        var missing = new[] { state.ModelPackage, state.Change?.ModelPackage }.OfType<string>().FirstOrDefault(used => !allowed.Contains(used));
        return missing is null
            ? null
            : Error.Of(
                ErrorReason.PackageNotAllowed,
                "allowed_packages",
                string.Join(',', allowed),
                $"lacks {missing}, which the tenant uses",
                "Add it, or take the tenant to another model first.");
    }
}
