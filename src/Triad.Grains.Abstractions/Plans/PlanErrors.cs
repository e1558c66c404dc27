using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Plans;

/// <summary>What is told of plans that cannot be had.</summary>
public static class PlanErrors
{
    // A list that a person reads.
    private const int MaxNamed = 20;

    /// <summary>A plan that does not exist.</summary>
    /// <param name="plan">Its id.</param>
    /// <param name="known">The ids of those that do.</param>
    public static Error NotFound(PlanId plan, IEnumerable<string> known)
    {
        var all = Named(known);
        return Error.Of(
            ErrorReason.PlanNotFound, "plan", plan, "does not exist",
            all.Length == 0 ? "There are no plans: create it first." : $"Name one of {all}, or create it first.");
    }

    /// <summary>A plan that tenants have.</summary>
    /// <param name="plan">Its id.</param>
    /// <param name="tenants">The ids of some of them.</param>
    public static Error InUse(PlanId plan, IEnumerable<string> tenants) => Error.Of(
        ErrorReason.PlanInUse, "plan_id", plan, $"is the plan of {Named(tenants)}", "Give these tenants another plan first.");

    private static string Named(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(MaxNamed)) + (all.Count > MaxNamed ? " and others" : "");
    }
}
