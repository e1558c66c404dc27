using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Plans;

/// <summary>A request to make a plan.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Terms">What it gives.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.plans.create-plan")]
public sealed record CreatePlan(
    [property: Id(0)] PlanId PlanId,
    [property: Id(1)] string DisplayName,
    [property: Id(2)] PlanTerms Terms);
