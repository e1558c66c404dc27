using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Plans;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class PlansDouble(GrainWorld world) : IPlansGrain
{
    public Task<Result<PlanBook>> ReadAsync(long knownVersion, CancellationToken cancellationToken) => Task.FromResult<Result<PlanBook>>(
        new PlanBook(1, [.. world.Plans.Values.OrderBy(plan => plan.PlanId.Value, StringComparer.Ordinal)]));

    public Task<Result<PlanSnapshot>> CreateAsync(CreatePlan request, CancellationToken cancellationToken) => Task.FromResult<Result<PlanSnapshot>>(
        world.Plans[request.PlanId.Value] = new PlanSnapshot(request.PlanId, request.DisplayName, request.Terms, world.Time.GetUtcNow(), world.Time.GetUtcNow()));

    public Task<Result<PlanSnapshot>> UpdateAsync(UpdatePlan request, CancellationToken cancellationToken)
    {
        world.PlanUpdates.Enqueue(request);
        return Task.FromResult<Result<PlanSnapshot>>(world.Plans.TryGetValue(request.PlanId.Value, out var plan) ? plan : PlanErrors.NotFound(request.PlanId, world.Plans.Keys));
    }

    public Task<Result> DeleteAsync(PlanId plan, CancellationToken cancellationToken) =>
        Task.FromResult<Result>(world.Plans.TryRemove(plan.Value, out _) ? Result.Ok : PlanErrors.NotFound(plan, world.Plans.Keys));

    public Task<Result<PlanSnapshot>> JoinAsync(PlanId plan, TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> LeaveAsync(PlanId plan, TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException();
}
