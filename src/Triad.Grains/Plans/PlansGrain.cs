using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;
using Triad.Grains.Abstractions.Plans;
using Triad.Grains.State;
using Triad.Grains.Tenants;

namespace Triad.Grains.Plans;

/// <inheritdoc cref="IPlansGrain"/>
internal sealed partial class PlansGrain(
    [PersistentState("plans", GrainStorageNames.Grains)] IPersistentState<PlansState> store,
    IRowStore rows,
    IGrainFactory grains,
    IOptions<TenantOptions> options,
    TimeProvider time,
    ILogger<PlansGrain> log) : Grain, IPlansGrain
{
    private DurableState<PlansState> _state = null!;
    private PlanMembers _members = null!;
    private (PlansState? State, ImmutableArray<PlanSnapshot> Plans) _told;

    private ImmutableArray<PlanState> Plans => _state.Current.Plans;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = new DurableState<PlansState>(store);
        _members = new PlanMembers(rows, grains, time, DeactivateOnIdle);
        if (Untold is not null)
            TellSoon(TimeSpan.Zero);
        return Task.CompletedTask;
    }

    public Task<Result<PlanBook>> ReadAsync(long knownVersion, CancellationToken cancellationToken)
    {
        var state = _state.Current;
        if (!ReferenceEquals(_told.State, state))
            _told = (state, [.. state.Plans.Select(PlanRules.ToSnapshot)]);
        return Task.FromResult<Result<PlanBook>>(new PlanBook(state.Version, knownVersion == state.Version ? [] : _told.Plans));
    }

    public async Task<Result<PlanSnapshot>> CreateAsync(CreatePlan request, CancellationToken cancellationToken)
    {
        if (Find(request.PlanId) is { } known)
        {
            return PlanRules.IsSame(known, request)
                ? PlanRules.ToSnapshot(known)
                : Error.Of(ErrorReason.PlanExists, "plan.id", request.PlanId, "is taken", "Choose another id, or update the plan that has it.");
        }

        if (Plans.Length >= options.Value.MaxPlans)
            return Error.OverLimit("plan.id", request.PlanId, "Triad:Tenants:MaxPlans", options.Value.MaxPlans, "Delete plans that nobody has.");
        return await WriteAsync(PlanRules.New(request, time.GetUtcNow()), cancellationToken);
    }

    public async Task<Result<PlanSnapshot>> UpdateAsync(UpdatePlan request, CancellationToken cancellationToken)
    {
        if (Find(request.PlanId) is not { } known)
            return NotFound(request.PlanId);
        var next = PlanRules.Changed(known, request);
        if (next == known)
            return PlanRules.ToSnapshot(known);
        var changed = await WriteAsync(next with { UpdatedAt = time.GetUtcNow() }, cancellationToken);
        if (next.IsRetentionUntold)
        {
            _toldThrough = string.Empty;
            TellSoon(TimeSpan.Zero);
        }

        return changed;
    }

    public async Task<Result> DeleteAsync(PlanId plan, CancellationToken cancellationToken)
    {
        if (Find(plan) is null)
            return NotFound(plan);
        var members = await _members.SomeAsync(plan, cancellationToken);
        if (!members.IsOk)
            return members.Error;
        if (members.Value.Count > 0)
            return PlanErrors.InUse(plan, members.Value);
        await _state.WriteAsync(PlanRules.Without(_state.Current, plan), cancellationToken);
        return Result.Ok;
    }

    public async Task<Result<PlanSnapshot>> JoinAsync(PlanId plan, TenantId tenant, CancellationToken cancellationToken)
    {
        if (Find(plan) is not { } known)
            return NotFound(plan);
        var added = await _members.AddAsync(plan, tenant, cancellationToken);
        return added.IsOk ? PlanRules.ToSnapshot(known) : added.Error;
    }

    public Task<Result> LeaveAsync(PlanId plan, TenantId tenant, CancellationToken cancellationToken) =>
        _members.RemoveAsync(plan, tenant, cancellationToken);

    private Error NotFound(PlanId plan) => PlanErrors.NotFound(plan, Plans.Select(known => known.PlanId));

    private PlanState? Find(PlanId plan) => Plans.FirstOrDefault(known => known.PlanId == plan.Value);

    private async Task<Result<PlanSnapshot>> WriteAsync(PlanState plan, CancellationToken cancellationToken)
    {
        await _state.WriteAsync(PlanRules.With(_state.Current, plan), cancellationToken);
        return PlanRules.ToSnapshot(plan);
    }
}
