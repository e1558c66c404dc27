using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Abstractions.Quotas;

/// <summary>A gateway gives a grant back with what was spent of it, and asks for the next one.</summary>
/// <param name="Gateway">Its name.</param>
/// <param name="Quota">A quota that is counted a day.</param>
/// <param name="GrantId">The grant; 0 for none.</param>
/// <param name="Granted">What it was.</param>
/// <param name="Spent">What was spent; also where there was no grant.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.quotas.day-draw")]
public sealed record DayDraw(
    [property: Id(0)] string Gateway,
    [property: Id(1)] TenantQuota Quota,
    [property: Id(2)] long GrantId,
    [property: Id(3)] double Granted,
    [property: Id(4)] double Spent);
