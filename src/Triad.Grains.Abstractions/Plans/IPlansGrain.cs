using Orleans.Concurrency;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Plans;

/// <summary>The platform's plans, and which tenants have them. There is one: key 0. A silo reads them every few seconds, whatever the number of tenants.</summary>
[Alias("triad.IPlansGrain")]
public interface IPlansGrain : IGrainWithIntegerKey
{
    /// <summary>All plans; without them where their version is the one that is known.</summary>
    [Alias("Read")]
    [AlwaysInterleave]
    Task<Result<PlanBook>> ReadAsync(long knownVersion, CancellationToken cancellationToken);

    /// <summary>Makes a plan. PlanExists, unless it is the same one.</summary>
    [Alias("Create")]
    Task<Result<PlanSnapshot>> CreateAsync(CreatePlan request, CancellationToken cancellationToken);

    /// <summary>Changes what is named. PlanNotFound where there is none. A repeat changes nothing.</summary>
    [Alias("Update")]
    Task<Result<PlanSnapshot>> UpdateAsync(UpdatePlan request, CancellationToken cancellationToken);

    /// <summary>Removes a plan that no tenant has. PlanInUse names some that do, PlanNotFound where there is none.</summary>
    [Alias("Delete")]
    Task<Result> DeleteAsync(PlanId plan, CancellationToken cancellationToken);

    /// <summary>A tenant is about to get a plan: it is not removed any more. PlanNotFound names those that there are.</summary>
    [Alias("Join")]
    Task<Result<PlanSnapshot>> JoinAsync(PlanId plan, TenantId tenant, CancellationToken cancellationToken);

    /// <summary>A tenant has the plan no more; success where it had not.</summary>
    [Alias("Leave")]
    Task<Result> LeaveAsync(PlanId plan, TenantId tenant, CancellationToken cancellationToken);
}
