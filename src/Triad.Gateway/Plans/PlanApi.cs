using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Errors;
using Triad.Gateway.Requests;
using Triad.Gateway.Tenants;
using Triad.Gateway.Tokens;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Plans;

namespace Triad.Gateway.Plans;

/// <summary>PlanService.</summary>
internal sealed class PlanApi(IGrainFactory grains, PageTokens tokens, IOptions<GatewayOptions> options) : V1.PlanService.PlanServiceBase
{
    /// <inheritdoc/>
    public override async Task<V1.Plan> CreatePlan(V1.CreatePlanRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var wanted = request.Plan ?? new V1.Plan();
        var id = violations.Take(PlanId.Parse(wanted.Id, "plan.id"));
        violations.CheckLength("plan.display_name", wanted.DisplayName, TenantUpdateReader.MaxName);
        var terms = PlanMapping.ToTerms(wanted, violations);
        violations.ThrowIfAny();
        return PlanMapping.ToWire((await grains.Plans().CreateAsync(new CreatePlan(id, wanted.DisplayName, terms), context.CancellationToken)).OrThrow());
    }

    /// <inheritdoc/>
    public override async Task<V1.Plan> GetPlan(V1.GetPlanRequest request, ServerCallContext context)
    {
        var id = PlanId.Parse(request.PlanId).OrThrow();
        var plans = await ReadAsync(context.CancellationToken);
        return plans.FirstOrDefault(plan => plan.PlanId == id) is { } found ? PlanMapping.ToWire(found) : throw NotFound(id, plans).ToRpcException();
    }

    /// <inheritdoc/>
    public override async Task<V1.ListPlansResponse> ListPlans(V1.ListPlansRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var list = new V1.ListPlansRequest();
        var size = PageSize.Read(request.PageSize, options.Value.Limits, violations);
        var cursor = violations.Take(tokens.Read<IdCursor>(TokenPurpose.PlanPage, null, list, request.PageToken, "page_token"));
        violations.ThrowIfAny();

        var rest = (await ReadAsync(context.CancellationToken)).Where(plan => cursor is null || string.CompareOrdinal(plan.PlanId.Value, cursor.After) > 0).ToList();
        var page = rest.Take(size).ToList();
        return new V1.ListPlansResponse
        {
            Plans = { page.Select(PlanMapping.ToWire) },
            NextPageToken = rest.Count > page.Count ? tokens.Make(TokenPurpose.PlanPage, null, list, new IdCursor(page[^1].PlanId.Value)) : "",
        };
    }

    /// <inheritdoc/>
    public override async Task<V1.Plan> UpdatePlan(V1.UpdatePlanRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var update = PlanUpdateReader.Read(request, violations);
        violations.ThrowIfAny();
        return PlanMapping.ToWire((await grains.Plans().UpdateAsync(update, context.CancellationToken)).OrThrow());
    }

    /// <inheritdoc/>
    public override async Task<Empty> DeletePlan(V1.DeletePlanRequest request, ServerCallContext context)
    {
        var id = PlanId.Parse(request.PlanId).OrThrow();
        (await grains.Plans().DeleteAsync(id, context.CancellationToken)).OrThrow();
        return new Empty();
    }

    private async Task<ImmutableArray<PlanSnapshot>> ReadAsync(CancellationToken cancellationToken) =>
        (await grains.Plans().ReadAsync(-1, cancellationToken)).OrThrow().Plans;

    private static Error NotFound(PlanId id, ImmutableArray<PlanSnapshot> plans) => PlanErrors.NotFound(id, plans.Select(plan => plan.PlanId.Value));
}
