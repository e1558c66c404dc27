using Grpc.Core;
using Triad.Client.Calls;

namespace Triad.Client;

/// <summary>Plans: named sets of what tenants may use. Every call needs an operator's key, and may be repeated.</summary>
public sealed class PlansClient
{
    private readonly V1.PlanService.PlanServiceClient _wire;
    private readonly CallRunner _calls;

    internal PlansClient(CallInvoker invoker, CallRunner calls) => (_wire, _calls) = (new V1.PlanService.PlanServiceClient(invoker), calls);

    /// <summary>Makes a plan.</summary>
    /// <param name="id">2 to 48 lower-case letters, digits and hyphens, beginning with a letter.</param>
    /// <param name="options">What it gives.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">The id is taken by a plan that gives something else, or not valid.</exception>
    public async Task<Plan> CreateAsync(string id, CreatePlanOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.CreatePlanRequest { Plan = (options ?? new CreatePlanOptions()).ToWire(id) };
        return Plan.FromWire(await _calls.UnaryAsync(
            call => _wire.CreatePlanAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="id">The plan.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such plan; the message names those that there are.</exception>
    public async Task<Plan> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        var request = new V1.GetPlanRequest { PlanId = id };
        return Plan.FromWire(await _calls.UnaryAsync(
            call => _wire.GetPlanAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>All plans in the order of their ids, page by page as they are read.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<Plan> ListAsync(CancellationToken cancellationToken = default) =>
        Pages.ReadAsync((token, cancelled) => ListPageAsync(0, token, cancelled), null, cancellationToken);

    /// <summary>One page of all plans.</summary>
    /// <param name="pageSize">How many, 1 to 1,000; 0 leaves it to the platform.</param>
    /// <param name="pageToken">The token that the page before ended with; null for the first page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Page<Plan>> ListPageAsync(int pageSize = 0, string? pageToken = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.ListPlansRequest { PageSize = pageSize, PageToken = pageToken ?? string.Empty };
        var page = await _calls.UnaryAsync(
            call => _wire.ListPlansAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
        return Page<Plan>.Of(page.Plans, Plan.FromWire, page.NextPageToken);
    }

    /// <summary>Changes a plan; binds its tenants everywhere within 5 seconds.</summary>
    /// <param name="id">The plan.</param>
    /// <param name="changes">What is to change.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such plan, or nothing is to change.</exception>
    public async Task<Plan> UpdateAsync(string id, UpdatePlanOptions changes, CancellationToken cancellationToken = default)
    {
        var request = changes.ToWire(id);
        return Plan.FromWire(await _calls.UnaryAsync(
            call => _wire.UpdatePlanAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Removes a plan that no tenant has.</summary>
    /// <param name="id">The plan.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such plan, or tenants have it; the message names some.</exception>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken = default)
    {
        var request = new V1.DeletePlanRequest { PlanId = id };
        await _calls.UnaryAsync(call => _wire.DeletePlanAsync(request, call), CallSafety.Repeatable, cancellationToken).ConfigureAwait(false);
    }
}
