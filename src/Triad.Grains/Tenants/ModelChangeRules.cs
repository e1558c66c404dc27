using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Tenants;

/// <summary>The steps of a tenant's change of its model: pure. Each is one write of the tenant's state.</summary>
internal static class ModelChangeRules
{
    /// <summary>A lineage of another package beside the live one; the same state where that is there already.</summary>
    public static Result<TenantState> Begin(TenantState state, string package, SpaceId space, DateTimeOffset now)
    {
        if (state.Change is { } change)
        {
            return change.Phase == ModelChangePhase.Shadow && change.Space == space.Value
                ? state
                : Conflict(package, $"cannot be begun: the change to or from {change.ModelPackage} is under way", "Finish or cancel that change first.");
        }

        if (state.Space == space.Value)
            return Conflict(package, "is what the tenant has already", "Name another package.");
        var number = state.LastLineage + 1;
        return Next(state) with
        {
            LastLineage = number,
            Change = new ModelChangeState
            {
                Lineage = number, ModelPackage = package, Space = space.Value, Phase = ModelChangePhase.Shadow, StartedAt = now,
            },
        };
    }

    /// <summary>Searches are about to change over, or are not. It changes no map, so its version stays.</summary>
    public static Result<TenantState> SetSwitching(TenantState state, bool isSwitching) => state.Change is { } change
        ? state with { Change = change with { IsSwitching = isSwitching } }
        : NoChange();

    /// <summary>Searches ask the other lineage, and the live one becomes the other; the same state where that is so already.</summary>
    public static Result<TenantState> MakeLive(TenantState state, int lineage, DateTimeOffset now)
    {
        if (state.Lineage == lineage)
            return state;
        if (state.Change is not { } change || change.Lineage != lineage)
            return NoChange();
        return Next(state) with
        {
            Lineage = change.Lineage,
            ModelPackage = change.ModelPackage,
            Space = change.Space,
            Change = change with
            {
                Lineage = state.Lineage,
                ModelPackage = state.ModelPackage,
                Space = state.Space,
                Phase = change.Phase == ModelChangePhase.Shadow ? ModelChangePhase.CutOver : ModelChangePhase.Shadow,
                CutOverAt = now,
                IsSwitching = false,
            },
        };
    }

    /// <summary>Without the other lineage; the same state where it is gone already.</summary>
    public static TenantState End(TenantState state, int lineage) =>
        state.Change?.Lineage == lineage ? Next(state) with { Change = null } : state;

    /// <summary>What is asked of a change that is not there, or elsewhere.</summary>
    public static Error Conflict(string package, string problem, string remedy) =>
        Error.Of(ErrorReason.ModelChangeConflict, "model_package", package, problem, remedy);

    /// <summary>There is no change of models.</summary>
    public static Error NoChange() => new(
        ErrorReason.ModelChangeConflict, "The tenant's model is not being changed.", "tenant_id", null, "Begin a change first.");

    private static TenantState Next(TenantState state) => state with { ShardMapVersion = state.ShardMapVersion + 1 };
}
