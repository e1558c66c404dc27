using System.Collections.Immutable;
using System.Security.Cryptography;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Holds;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.State;
using Triad.Grains.Tenants;

namespace Triad.Grains.Holds;

/// <inheritdoc cref="IHoldGrain"/>
internal sealed class HoldGrain(
    [PersistentState("holds", GrainStorageNames.Grains)] IPersistentState<HoldsState> store, IGrainFactory grains, TimeProvider time)
    : Grain, IHoldGrain
{
    private const string IdAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int IdLength = 16;
    private const string TooLate = "It came too late: the deletion had begun.";

    private DurableState<HoldsState> _state = null!;

    private TenantId Id { get; set; }

    private ImmutableArray<HoldState> Holds => _state.Current.Holds;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Id = TenantKey.Parse(this.GetPrimaryKeyString());
        _state = new DurableState<HoldsState>(store);
        return Task.CompletedTask;
    }

    public async Task<Result<Hold>> PlaceAsync(PlaceHold request, CancellationToken cancellationToken)
    {
        var tenant = await grains.Tenant(Id).GetAsync(cancellationToken);
        if (!tenant.IsOk)
            return tenant.Error;
        if (tenant.Value.Status == TenantStatus.Deleting)
            return TenantRules.Closed(Id);
        var hold = Holds.FirstOrDefault(known => request.RequestId.Length > 0 && known.RequestId == request.RequestId);
        if (hold is null)
        {
            if (Holds.Length >= HoldRules.MaxHolds)
                return Error.OverLimit("holds", Holds.Length + 1, "holds of a tenant", HoldRules.MaxHolds, "Place one hold on the tenant in the place of many.");
            hold = New(request);
            await _state.WriteAsync(new HoldsState { Holds = Holds.Add(hold) }, cancellationToken);
        }

        // The hold is durable, so no deletion begins any more. One that has asked before us is over or recorded by now: this call waits behind it.
        var refused = await FindLateAsync(request.VideoId, cancellationToken);
        if (refused is null)
            return HoldRules.ToHold(Id, hold);
        if (hold.LiftedAt is null)
            await ReplaceAsync(hold with { LiftedAt = time.GetUtcNow(), LiftReason = TooLate }, cancellationToken);
        return refused;
    }

    public async Task<Result<Hold>> LiftAsync(string holdId, string by, string reason, CancellationToken cancellationToken)
    {
        if (Holds.FirstOrDefault(hold => hold.Id == holdId) is not { } hold)
            return HoldRules.NotFound(holdId);
        if (hold.LiftedAt is null)
            hold = await ReplaceAsync(hold with { LiftedAt = time.GetUtcNow(), LiftedBy = by, LiftReason = reason }, cancellationToken);
        return HoldRules.ToHold(Id, hold);
    }

    public Task<Result<ImmutableArray<Hold>>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<Hold>>>(Holds.Select(hold => HoldRules.ToHold(Id, hold)).ToImmutableArray());

    public Task<Result> CheckAsync(VideoId? video, CancellationToken cancellationToken) => Task.FromResult<Result>(
        Holds.FirstOrDefault(hold => HoldRules.Forbids(hold, video)) is { } hold ? HoldRules.Held(Id, video, hold) : Result.Ok);

    private async Task<Error?> FindLateAsync(VideoId? video, CancellationToken cancellationToken)
    {
        var late = video is { } held ? (await grains.Video(new VideoKey(Id, held)).ConfirmAsync(cancellationToken)).Error : null;
        return late ?? (await grains.TenantErasure(Id).CheckAsync(cancellationToken)).Error;
    }

    private HoldState New(PlaceHold request) => new()
    {
        Id = RandomNumberGenerator.GetString(IdAlphabet, IdLength),
        RequestId = request.RequestId,
        VideoId = request.VideoId?.Value ?? string.Empty,
        Reason = request.Reason,
        PlacedBy = request.By,
        PlacedAt = time.GetUtcNow(),
    };

    private async Task<HoldState> ReplaceAsync(HoldState next, CancellationToken cancellationToken)
    {
        await _state.WriteAsync(new HoldsState { Holds = [.. Holds.Select(hold => hold.Id == next.Id ? next : hold)] }, cancellationToken);
        return next;
    }
}
