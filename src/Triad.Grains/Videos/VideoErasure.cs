using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Erasure;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Erasure;

namespace Triad.Grains.Videos;

/// <summary>The steps of a video's erasure; each can be repeated.</summary>
internal sealed class VideoErasure(VideoKey key, VideoEffects effects, ErasureWork work, IGrainFactory grains, TimeProvider time)
{
    private readonly ErasureSubject _subject = new(key.Tenant, key.Video);

    /// <summary>Goes through the steps that are left, writing the state after each.</summary>
    public async Task<Result> RunAsync(
        Func<VideoState> current, string requestedBy, Func<VideoState, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var billed = await effects.BillCommittedAsync(current(), cancellationToken);
        if (!billed.IsOk)
            return billed;
        var begun = Begin(current(), requestedBy);
        if (!ReferenceEquals(begun, current()))
            await write(begun, cancellationToken);
        var counted = await CountAsync(current(), cancellationToken);
        if (!counted.IsOk)
            return counted.Error;
        if (!ReferenceEquals(counted.Value, current()))
            await write(counted.Value, cancellationToken);
        var erased = await EraseAsync(current(), cancellationToken);
        if (!erased.IsOk)
            return erased.Error;
        await write(erased.Value, cancellationToken);
        return Result.Ok;
    }

    /// <summary>Lists the receipt of a tombstone; of a state without one it does nothing.</summary>
    public async Task<Result> ListAsync(VideoState state, CancellationToken cancellationToken)
    {
        if (!state.Erased || state.Receipt is not { } receipt)
            return Result.Ok;
        var entry = new ReceiptEntry(key.Video.Value, receipt.StartedAt, receipt.FinishedAt);
        return await grains.ReceiptIndex(key.Tenant).NoteAsync(entry, cancellationToken);
    }

    /// <summary>The receipt of the last erasure.</summary>
    public Result<ErasureReceipt> ReceiptOf(VideoState state) =>
        state.Receipt is { } receipt ? ReceiptMapping.ToReceipt(_subject, receipt) : ErasureWork.NoReceipt(_subject);

    /// <summary>The recorded intent: whoever works on the video is stopped. The same state where it has begun.</summary>
    private VideoState Begin(VideoState state, string requestedBy) => state is { Status: VideoStatus.Deleting, Erasing: not null }
        ? state
        : state with
        {
            Status = VideoStatus.Deleting,
            Epoch = state.Status == VideoStatus.Deleting ? state.Epoch : state.Epoch + 1,
            Erasing = new VideoErasureState { ReceiptId = ErasureWork.NewId(), RequestedBy = requestedBy, StartedAt = time.GetUtcNow() },
        };

    /// <summary>With what the stores have; the same state where that was counted.</summary>
    private async Task<Result<VideoState>> CountAsync(VideoState state, CancellationToken cancellationToken)
    {
        if (!state.Erasing!.Stores.IsDefaultOrEmpty)
            return state;
        var counted = await work.CountBeforeAsync(_subject, cancellationToken);
        return counted.IsOk ? state with { Erasing = state.Erasing with { Stores = counted.Value } } : counted.Error;
    }

    /// <summary>The tombstone, once nothing is left, with the receipt that says so.</summary>
    private async Task<Result<VideoState>> EraseAsync(VideoState state, CancellationToken cancellationToken)
    {
        var erased = await effects.EraseAsync(state, cancellationToken);
        if (!erased.IsOk)
            return erased.Error;
        foreach (var store in work.StoresOf(_subject))
        {
            var emptied = await store.EraseAsync(_subject, cancellationToken);
            if (!emptied.IsOk)
                return emptied.Error;
        }

        var counted = await work.CountAfterAsync(_subject, state.Erasing!.Stores, cancellationToken);
        if (!counted.IsOk)
            return counted.Error;
        if (counted.Value.FirstOrDefault(one => one.After > 0) is { } left)
            return NotErased(left);
        var (id, by, started) = (state.Erasing.ReceiptId, state.Erasing.RequestedBy, state.Erasing.StartedAt);
        var signed = await work.SignAsync(_subject, id, by, started, counted.Value, cancellationToken);
        return signed.IsOk ? VideoRules.Erased(state, signed.Value) : signed.Error;
    }

    private Error NotErased(ErasedStoreState left) => new(
        ErrorReason.Unavailable,
        $"Of video '{key.Video}' {left.After} {left.Unit} are left in {left.Name} after their erasure.",
        Remedy: "Repeat the call.",
        RetryAfter: TimeSpan.FromSeconds(1));
}
