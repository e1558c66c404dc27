using Triad.Core.Errors;
using Triad.Core.Ingest;
using Triad.Grains.Abstractions.Erasure;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Videos;

/// <content>Its end: erased by itself, with a receipt, or forgotten with its tenant.</content>
internal sealed partial class VideoGrain
{
    public async Task<Result> DeleteAsync(CancellationToken cancellationToken)
    {
        var deleted = await DeleteByAsync(string.Empty, cancellationToken);
        return deleted.IsOk ? Result.Ok : deleted.Error;
    }

    public async Task<Result<ErasureReceipt>> DeleteByAsync(string requestedBy, CancellationToken cancellationToken)
    {
        if (await RefuseIfMadeElsewhereAsync() is { } moved)
            return moved;
        if (!Lives)
            return VideoMapper.NotFound(_key);
        if (Current.Status != VideoStatus.Deleting && await _effects.CheckHoldsAsync(cancellationToken) is { IsOk: false } held)
            return held.Error!;
        var erased = await BeginErasureAsync(requestedBy, cancellationToken);
        return erased.IsOk ? _erasure.ReceiptOf(Current) : erased.Error;
    }

    public Task<Result<ErasureReceipt>> ReceiptAsync(CancellationToken cancellationToken)
    {
        if (!_state.Exists)
            DeactivateOnIdle();
        return Task.FromResult(_erasure.ReceiptOf(Current));
    }

    public async Task<Result> ForgetAsync(CancellationToken cancellationToken)
    {
        var billed = await _effects.BillCommittedAsync(Current, cancellationToken);
        if (!billed.IsOk)
            return billed;
        await _state.ClearAsync(cancellationToken);
        _activity.Follow(Current); // Who watches it hears that it is gone.
        await EndSafetyNetAsync();
        DeactivateOnIdle();
        return Result.Ok;
    }

    /// <summary>The job is the recorded intent: whatever is cut short after it, the next host that leases it goes on.</summary>
    private async Task<Result> BeginErasureAsync(string requestedBy, CancellationToken cancellationToken)
    {
        var queued = await _effects.EnqueueAsync(IngestPriority.Urgent, cancellationToken);
        return queued.IsOk ? await EraseAsync(requestedBy, cancellationToken) : queued;
    }

    private async Task<Result> EraseAsync(string requestedBy, CancellationToken cancellationToken)
    {
        var erased = await _erasure.RunAsync(() => Current, requestedBy, WriteAsync, cancellationToken);
        return erased.IsOk ? await EndErasureAsync(cancellationToken) : erased;
    }

    private async Task<Result> EndErasureAsync(CancellationToken cancellationToken)
    {
        var listed = await _erasure.ListAsync(Current, cancellationToken);
        return listed.IsOk ? await SettleAsync(cancellationToken) : listed;
    }
}
