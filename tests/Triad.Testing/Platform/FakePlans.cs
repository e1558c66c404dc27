using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.V1;

namespace Triad.Testing.Platform;

/// <summary>PlanService of the fake platform.</summary>
internal sealed class FakePlans(PlatformScript script) : PlanService.PlanServiceBase
{
    public override Task<Plan> CreatePlan(CreatePlanRequest request, ServerCallContext context)
    {
        if (!script.Plans.TryAdd(request.Plan.Id, request.Plan))
            throw Refusal.Of(StatusCode.AlreadyExists, "PLAN_EXISTS", "The id is taken.", "plan.id", request.Plan.Id, "Choose another id.");
        return Task.FromResult(request.Plan);
    }

    public override Task<Plan> GetPlan(GetPlanRequest request, ServerCallContext context) => Task.FromResult(Find(request.PlanId));

    public override Task<ListPlansResponse> ListPlans(ListPlansRequest request, ServerCallContext context)
    {
        var (items, next) = script.Page(script.Plans.Values.OrderBy(plan => plan.Id, StringComparer.Ordinal), request.PageToken);
        return Task.FromResult(new ListPlansResponse { Plans = { items }, NextPageToken = next });
    }

    public override Task<Plan> UpdatePlan(UpdatePlanRequest request, ServerCallContext context)
    {
        var plan = Find(request.Plan.Id).Clone();
        request.UpdateMask.Merge(request.Plan, plan, new FieldMask.MergeOptions { ReplaceMessageFields = true, ReplaceRepeatedFields = true, ReplacePrimitiveFields = true });

        // What is left out is emptied, also where the mask's own rules would write a zero.
        foreach (var field in Quotas.Descriptor.Fields.InDeclarationOrder().Where(field => request.UpdateMask.Paths.Contains($"quotas.{field.Name}")))
        {
            if (!field.Accessor.HasValue(request.Plan.Quotas))
                field.Accessor.Clear(plan.Quotas);
        }

        return Task.FromResult(script.Plans[plan.Id] = plan);
    }

    public override Task<Empty> DeletePlan(DeletePlanRequest request, ServerCallContext context)
    {
        script.Plans.TryRemove(Find(request.PlanId).Id, out _);
        return Task.FromResult(new Empty());
    }

    private Plan Find(string id) => script.Plans.TryGetValue(id, out var plan)
        ? plan
        : throw Refusal.Of(StatusCode.NotFound, "PLAN_NOT_FOUND", "There is no such plan.", "plan_id", id, "List the plans.");
}
