using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Plans;

/// <summary>A plan as it is.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Terms">What it gives.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.plans.plan-snapshot")]
public sealed record PlanSnapshot(
    [property: Id(0)] PlanId PlanId,
    [property: Id(1)] string DisplayName,
    [property: Id(2)] PlanTerms Terms,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset UpdatedAt);
