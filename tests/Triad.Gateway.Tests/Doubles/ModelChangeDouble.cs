using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Doubles;

/// <summary>A change of models that has embedded two of three videos, whatever is asked of it; a change over must be forced.</summary>
internal sealed class ModelChangeDouble(GrainWorld world, string tenant) : IModelChangeGrain
{
    private static readonly TenantLineage Old = new(0, "triad-mini", SpaceId.From("triad-mini@0123456789abcdef"));
    private static readonly DateTimeOffset Begun = new(2026, 11, 30, 1, 0, 0, TimeSpan.Zero);

    public Task<Result<ModelChange>> SetAsync(string modelPackage, CancellationToken cancellationToken) =>
        Answer(ModelChangePhase.Shadow, new TenantLineage(1, modelPackage, SpaceId.From($"{modelPackage}@fedcba9876543210")));

    public Task<Result<ModelChange>> StatusAsync(CancellationToken cancellationToken) => Answer(ModelChangePhase.None, null);

    public Task<Result<ModelChange>> CutOverAsync(bool force, CancellationToken cancellationToken) => force
        ? Answer(ModelChangePhase.CutOver, Old)
        : Task.FromResult<Result<ModelChange>>(Error.Of(ErrorReason.ModelChangeConflict, "model_package", "clip", "does not have 1 videos: car", "Wait."));

    public Task<Result<ModelChange>> RollBackAsync(bool force, CancellationToken cancellationToken) => CutOverAsync(force, cancellationToken);

    public Task<Result<ModelChange>> CancelAsync(CancellationToken cancellationToken) => Answer(ModelChangePhase.None, null);

    public Task<Result<ModelChange>> FinishAsync(CancellationToken cancellationToken) => Answer(ModelChangePhase.None, null);

    private Task<Result<ModelChange>> Answer(ModelChangePhase phase, TenantLineage? other) => Task.FromResult<Result<ModelChange>>(
        world.Tenants.ContainsKey(tenant)
            ? new ModelChange(
                phase, Old, other, Begun, null, new ModelChangeCounts(3, 2, 0, 1, 0, 1, [VideoId.From("car")]), TimeSpan.FromSeconds(90))
            : Error.Of(ErrorReason.TenantNotFound, "tenant_id", tenant, "does not exist", "Create it."));
}
