using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.State;
using Triad.Grains.Tenants;

namespace Triad.Grains.Shards;

/// <summary>
/// Takes a shard's file to the media store and brings it back when it is used. What counts, the file here or the stored one, changes by one write of
/// the shard's state, while nobody uses the shard; what a kill leaves between two steps is finished, or undone, by the next move.
/// </summary>
internal sealed class ShardMoves(
    ShardId shard, DurableState<IndexShardState> state, IShardFiles? files, IMediaStore media, IGrainFactory grains, TenantOptions options, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Where another move has to end first: no run has this number, so that it begins when it is asked about.
    private const long NotBegun = -1;

    private readonly CancellationTokenSource _stop = new();
    private Task<Result>? _run;
    private Task<Result>? _offload;
    private long _offloadRun;
    private long? _used;
    private TaskCompletionSource? _left;
    private long _begun;
    private int _users;
    private int _names;
    private bool _isClosed;
    private bool _isOver;
    private bool _isTidied;

    /// <summary>What is to be done when the file here is another one, or none: the index is opened anew before it is used.</summary>
    public required Action Forget { get; init; }

    /// <summary>Ends the activation: the next one reads what counts.</summary>
    public required Action End { get; init; }

    private ShardOffloadState? Current => state.Current.Offload;

    private bool IsAway => Current?.Phase is ShardPhase.Offloaded or ShardPhase.Restoring;

    /// <summary>Where the shard is.</summary>
    public ShardResidence Residence => Current is { } current
        ? new ShardResidence(current.Phase, current.Length, current.Vectors)
        : new ShardResidence(ShardPhase.Hot, 0, 0);

    /// <summary>
    /// Waits until the shard is here and may be used; whoever was let in calls <see cref="Leave"/>. A shard that is away is brought back; where that
    /// takes longer than a caller waits, Unavailable says when to come again, and it goes on.
    /// </summary>
    public ValueTask<Result> EnterAsync(CancellationToken cancellationToken)
    {
        NoteUse();
        if (!IsOpen)
            return new ValueTask<Result>(ComeInAsync(cancellationToken));
        _users++;
        return new ValueTask<Result>(Result.Ok);
    }

    private bool IsOpen =>
        !_isClosed && !_isOver && !IsAway && (_isTidied || _run is not null || Current is not { Phase: ShardPhase.Offloading or ShardPhase.Restored });

    private async Task<Result> ComeInAsync(CancellationToken cancellationToken)
    {
        for (var begun = time.GetTimestamp(); ;)
        {
            if (_isOver || _stop.IsCancellationRequested)
                return ShardRules.Ends(shard);
            if (IsOpen)
            {
                _users++;
                return Result.Ok;
            }

            var run = Run(IsAway ? RestoreAsync : TidyAsync);
            var left = TimeSpan.FromSeconds(options.RestoreWaitSeconds) - time.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero || !await EndsAsync(run, left, cancellationToken))
                return Away();
            if (await run is { IsOk: false } failed && IsAway)
                return failed;
        }
    }

    /// <summary>Notes that the shard is used now: of all who use it, on whatever silo, only its grain knows.</summary>
    public void NoteUse() => _used = time.GetTimestamp();

    /// <summary>Ends a use.</summary>
    public void Leave()
    {
        if (--_users == 0)
            _left?.TrySetResult();
    }

    /// <summary>
    /// Offloads the shard, or goes on with the run that is asked about. What it answers after some seconds is how that ended, or its number: how it ended
    /// is told to whoever asks about it, also when that was between two questions.
    /// </summary>
    public async Task<Result<ShardResidence>> OffloadAsync(TimeSpan? unusedFor, long asked, CancellationToken cancellationToken)
    {
        if (files is null)
            return Unsupported();
        var begun = time.GetTimestamp();
        if (_offload is null || asked != _offloadRun)
        {
            // A way back, or the last step of one, is no offload: its end says nothing of this one.
            while (_run is { IsCompleted: false } other && other != _offload)
                if (!await EndsAsync(Task.WhenAny(other), Patience - time.GetElapsedTime(begun), cancellationToken))
                    return Residence with { Run = NotBegun };
            if (_isOver || _stop.IsCancellationRequested)
                return ShardRules.Ends(shard);
            if (unusedFor is { } least && !IsAway && IsUsedWithin(least))
                return Residence;
            if (_offload is not { IsCompleted: false })
            {
                _offloadRun = Math.Max(_offloadRun + 1, time.GetUtcNow().Ticks); // No number of an earlier activation.
                _offload = Run(Current?.Phase is ShardPhase.Offloaded ? DropAsync : StoreAsync);
            }
        }

        var (run, number) = (_offload, _offloadRun);
        if (!await EndsAsync(run, Patience - time.GetElapsedTime(begun), cancellationToken))
            return Residence with { Run = number };
        return await run is { IsOk: false } failed ? failed.Error! : Residence;
    }

    private bool IsUsedWithin(TimeSpan least) => _users > 0 || (_used is { } used && time.GetElapsedTime(used) < least);

    /// <summary>Brings the shard back, or goes on with it; what it answers is how far that is after some seconds.</summary>
    public async Task<Result<ShardResidence>> RestoreAsync(CancellationToken cancellationToken)
    {
        if (_isOver)
            return ShardRules.Ends(shard);
        if (!IsAway)
            return Residence;
        var run = Run(RestoreAsync);
        if (!await EndsAsync(run, Patience, cancellationToken))
            return Residence;
        return await run is { IsOk: false } failed ? failed.Error! : Residence;
    }

    /// <summary>Deletes every stored copy of the shard, for its erasure; nobody else uses it meanwhile.</summary>
    public async Task<Result> EraseAsync(CancellationToken cancellationToken)
    {
        await StopAsync();
        if (Current is null)
            return Result.Ok;
        var deleted = await DeleteCopiesAsync(long.MaxValue, cancellationToken);
        return deleted.IsOk ? await TellAsync(null, cancellationToken) : deleted;
    }

    /// <summary>Ends what is under way, and lets nobody in any more who would have to wait; what is left is found by the next activation.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        if (_run is { } run)
            await Task.WhenAny(run);
    }

    /// <summary>How long a move of so many bytes takes, as one has to be told before it is known.</summary>
    public static TimeSpan EstimateOf(long bytes, double bytesPerSecond) =>
        TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling(bytes / bytesPerSecond), 1, 600));

    private Task<Result> Run(Func<Task<Result>> move)
    {
        if (_run is { IsCompleted: false } running)
            return running;
        _begun = time.GetTimestamp();
        return _run = move();
    }

    /// <summary>The file here counts until all of it is stored, and read back, and nothing was written since.</summary>
    private async Task<Result> StoreAsync()
    {
        if (IsAway || state.Current.Space.Length == 0)
            return Result.Ok;
        var tidied = await DeleteCopiesAsync(state.Current.Epoch, _stop.Token); // Also what a lost twin has left.
        if (!tidied.IsOk)
            return tidied;
        var blob = ShardCopyName.Of(shard, state.Current.Epoch, ++_names);
        await WriteClosedAsync(() => new ShardOffloadState { Phase = ShardPhase.Offloading, Blob = blob });
        var stored = await files!.StoreAsync(shard, state.Current.Epoch, media, KeyOf(blob), _stop.Token);
        if (!stored.IsOk)
            return await GiveUpAsync(stored.Error);
        await CloseAsync();
        try
        {
            var same = await files.IsStillAsync(shard, state.Current.Epoch, stored.Value, _stop.Token);
            if (same is { IsOk: true, Value: true })
            {
                var (length, sha256, vectors) = stored.Value;
                await WriteAwayAsync(
                    new ShardOffloadState { Phase = ShardPhase.Offloaded, Blob = blob, Length = length, Sha256 = sha256, Vectors = vectors });
                Forget();
                return await DropAsync();
            }

            if (!same.IsOk)
                return await GiveUpAsync(same.Error);
        }
        finally
        {
            _isClosed = false;
        }

        return await GiveUpAsync(ShardRules.Used(shard));
    }

    private async Task<Result> GiveUpAsync(Error why)
    {
        var tidied = await TidyAsync();
        return tidied.IsOk ? why : tidied;
    }

    /// <summary>After the write that made the stored file count: the tenant is told, then the files here go.</summary>
    private async Task<Result> DropAsync()
    {
        var told = await TellAsync(Current!.Length, _stop.Token);
        return told.IsOk ? EndWhereOvertaken(await files!.DropAsync(shard, state.Current.Epoch, _stop.Token)) : told;
    }

    /// <summary>The stored file counts until it lies here again, under a higher epoch than any that wrote before.</summary>
    private async Task<Result> RestoreAsync()
    {
        if (!IsAway)
            return Result.Ok;
        if (files is null)
            return Unsupported();
        var stored = Current!;
        await state.WriteAsync(
            state.Current with { Epoch = state.Current.Epoch + 1, Offload = stored with { Phase = ShardPhase.Restoring } }, CancellationToken.None);
        var fetched = await files.FetchAsync(shard, state.Current.Epoch, media, KeyOf(stored.Blob), stored.File, _stop.Token);
        if (!fetched.IsOk)
            return EndWhereOvertaken(fetched);
        Forget();
        await WriteAsync(stored with { Phase = ShardPhase.Restored });
        return await TidyAsync();
    }

    private Result EndWhereOvertaken(Result moved)
    {
        if (moved is { IsOk: false, Error.Reason: ErrorReason.EpochStale })
        {
            _isOver = true;
            End();
        }

        return moved;
    }

    /// <summary>Deletes stored copies that do not count, and has the tenant know that its shard is here. The shard may be used already.</summary>
    private async Task<Result> TidyAsync()
    {
        _isTidied = true;
        if (Current is not { Phase: ShardPhase.Offloading or ShardPhase.Restored })
            return Result.Ok;
        var deleted = await DeleteCopiesAsync(state.Current.Epoch, _stop.Token);
        if (deleted.IsOk)
            deleted = await TellAsync(null, _stop.Token);
        if (deleted.IsOk)
            await WriteClosedAsync(() => null);
        return deleted;
    }

    /// <summary>Copies of a higher epoch are another activation's: they may count, and this one has not heard of it.</summary>
    private async Task<Result> DeleteCopiesAsync(long throughEpoch, CancellationToken cancellationToken)
    {
        var listed = await media.ListAsync(shard.Tenant, VideoId.OfIndex, cancellationToken);
        if (!listed.IsOk)
            return listed.Error;
        foreach (var blob in listed.Value.Keys.Where(blob => ShardCopyName.EpochOf(shard, blob) <= throughEpoch))
        {
            var deleted = await media.DeleteAsync(KeyOf(blob), cancellationToken);
            if (!deleted.IsOk)
                return deleted;
        }

        return Result.Ok;
    }

    private Task<Result> TellAsync(long? bytes, CancellationToken cancellationToken) =>
        grains.Tenant(shard.Tenant).NoteOffloadAsync(shard.Number, bytes, cancellationToken);

    /// <summary>Lets nobody in, and waits until all are out.</summary>
    private async Task CloseAsync()
    {
        _isClosed = true;
        if (_users == 0)
            return;
        _left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _left.Task;
        _left = null;
    }

    /// <summary>Writes while nobody else writes the state.</summary>
    private async Task WriteClosedAsync(Func<ShardOffloadState?> next)
    {
        await CloseAsync();
        try
        {
            await WriteAsync(next());
        }
        finally
        {
            _isClosed = false;
        }
    }

    /// <summary>
    /// Makes the stored file count. A write that fails may have landed all the same, and then what is written to the file here is lost: nobody is let in
    /// any more, and the next activation reads which of them counts.
    /// </summary>
    private async Task WriteAwayAsync(ShardOffloadState next)
    {
        try
        {
            await WriteAsync(next);
        }
        catch
        {
            _isOver = true;
            End();
            throw;
        }
    }

    private Task WriteAsync(ShardOffloadState? next) => state.WriteAsync(state.Current with { Offload = next }, CancellationToken.None);

    private MediaKey KeyOf(string blob) => new(shard.Tenant, VideoId.OfIndex, blob);

    private Error Away()
    {
        var wait = EstimateOf(Current?.Length ?? 0, options.RestoreMebibytesPerSecond * 1048576) - time.GetElapsedTime(_begun);
        return ShardRules.Away(shard, Current?.Length ?? 0, wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1));
    }

    private Error Unsupported() => ShardRules.NotOffloaded(shard);

    private async Task<bool> EndsAsync(Task run, TimeSpan within, CancellationToken cancellationToken)
    {
        try
        {
            await run.WaitAsync(within > TimeSpan.Zero ? within : TimeSpan.Zero, time, cancellationToken);
            return true;
        }
        catch (TimeoutException) when (!run.IsCompleted)
        {
            return false;
        }
    }
}
