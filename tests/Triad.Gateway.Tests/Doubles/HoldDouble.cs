using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Holds;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class HoldDouble(GrainWorld world, string tenant) : IHoldGrain
{
    public Task<Result<Hold>> PlaceAsync(PlaceHold request, CancellationToken cancellationToken)
    {
        var hold = new Hold($"hold-{world.Holds.Count}", TenantId.From(tenant), request.VideoId, request.Reason, request.By, world.Time.GetUtcNow());
        world.Holds.Enqueue(hold);
        return Task.FromResult<Result<Hold>>(hold);
    }

    public Task<Result<Hold>> LiftAsync(string holdId, string by, string reason, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Hold>>(world.Holds.FirstOrDefault(hold => hold.Id == holdId) is { } hold
            ? hold with { LiftedAt = world.Time.GetUtcNow(), LiftedBy = by, LiftReason = reason }
            : Error.Of(ErrorReason.HoldNotFound, "hold_id", holdId, "is no hold", "List the holds."));

    public Task<Result<ImmutableArray<Hold>>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<Hold>>>(world.Holds.ToImmutableArray());

    public Task<Result> CheckAsync(VideoId? video, CancellationToken cancellationToken) => throw new NotSupportedException();
}
