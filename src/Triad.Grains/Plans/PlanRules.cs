using Triad.Core.Identity;
using Triad.Grains.Abstractions.Plans;
using Triad.Grains.Tenants;

namespace Triad.Grains.Plans;

/// <summary>What the plans become: pure.</summary>
internal static class PlanRules
{
    public static PlanSnapshot ToSnapshot(PlanState state) => new(
        PlanId.From(state.PlanId),
        state.DisplayName,
        new PlanTerms(TenantMapper.ToQuotas(state.Quotas), state.Weight, state.AllowedPackages, state.Retention, state.Tier),
        state.CreatedAt,
        state.UpdatedAt);

    public static PlanState New(CreatePlan request, DateTimeOffset now) => new()
    {
        PlanId = request.PlanId.Value,
        DisplayName = request.DisplayName,
        Quotas = TenantMapper.ToState(request.Terms.Quotas),
        Weight = request.Terms.Weight,
        AllowedPackages = request.Terms.AllowedPackages,
        Retention = request.Terms.Retention,
        Tier = request.Terms.Tier,
        CreatedAt = now,
        UpdatedAt = now,
    };

    public static PlanState Changed(PlanState state, UpdatePlan request)
    {
        var next = With(state, request);
        return next.Retention is not null && next.Retention != state.Retention ? next with { IsRetentionUntold = true } : next;
    }

    private static PlanState With(PlanState state, UpdatePlan request) => state with
    {
        DisplayName = request.DisplayName ?? state.DisplayName,
        Quotas = request.Quotas is { } quotas ? TenantRules.Changed(state.Quotas, quotas) : state.Quotas,
        Weight = request.Weight ?? state.Weight,
        AllowedPackages = request.AllowedPackages is { } packages && !packages.SequenceEqual(state.AllowedPackages) ? packages : state.AllowedPackages,
        Retention = request.SetsRetention ? request.Retention : state.Retention,
        Tier = request.Tier ?? state.Tier,
    };

    /// <summary>True where a plan was made by the same request before.</summary>
    public static bool IsSame(PlanState state, CreatePlan request)
    {
        var made = New(request, default);
        return made with { AllowedPackages = state.AllowedPackages, CreatedAt = state.CreatedAt, UpdatedAt = state.UpdatedAt, IsRetentionUntold = state.IsRetentionUntold } == state
            && made.AllowedPackages.SequenceEqual(state.AllowedPackages);
    }

    public static PlansState With(PlansState state, PlanState plan) => state with
    {
        Version = state.Version + 1,
        Plans = [.. state.Plans.Where(other => other.PlanId != plan.PlanId).Append(plan).OrderBy(other => other.PlanId, StringComparer.Ordinal)],
    };

    public static PlansState Without(PlansState state, PlanId plan) => state with
    {
        Version = state.Version + 1,
        Plans = state.Plans.RemoveAll(other => other.PlanId == plan.Value),
    };
}
