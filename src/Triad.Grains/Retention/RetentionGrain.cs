using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;
using Triad.Grains.Abstractions.Retention;
using Triad.Grains.State;

namespace Triad.Grains.Retention;

/// <inheritdoc cref="IRetentionGrain"/>
/// <remarks>A reminder wakes it as long as there are rows, so what is due is found after every kill.</remarks>
internal sealed partial class RetentionGrain(
    IRowStore store, IGrainFactory grains, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RetentionGrain> log)
    : Grain, IRetentionGrain, IRemindable
{
    private const string Due = "due";

    private readonly Dictionary<string, Noted> _noted = new(StringComparer.Ordinal);
    private IRowSet _rows = null!;
    private IGrainTimer? _timer;
    private bool _isSweeping;
    private bool _isAskedAgain;
    private int _failures;
    private bool _isReminded;
    private long _notes;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var opened = await store.OpenAsync(RetentionRow.OwnerOf(RetentionKey.Parse(this.GetPrimaryKeyString())), cancellationToken);
        _rows = opened.IsOk ? opened.Value : throw new StorageException(opened.Error);
        foreach (var row in _rows.Opened)
            _noted[row.Key] = new Noted(RetentionRow.From(row), ++_notes);
    }

    public Task<Result> NoteTenantAsync(TenantId tenant, CancellationToken cancellationToken) =>
        NoteAsync(new RetentionRow(tenant, null, default), cancellationToken);

    public Task<Result> NoteVideoAsync(TenantId tenant, VideoId video, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        NoteAsync(new RetentionRow(tenant, video, dueAt), cancellationToken);

    public Task<Result> SweepAsync(CancellationToken cancellationToken)
    {
        if (_noted.Count > 0)
            Start();
        return Task.FromResult(Result.Ok);
    }

    public Task<Result<long>> CountAsync(TenantId tenant, VideoId? video, CancellationToken cancellationToken) =>
        Task.FromResult<Result<long>>(KeysOf(tenant, video).Count);

    public async Task<Result> ForgetAsync(TenantId tenant, VideoId? video, CancellationToken cancellationToken)
    {
        foreach (var key in KeysOf(tenant, video))
        {
            var removed = await RemoveAsync(key, cancellationToken);
            if (!removed.IsOk)
                return removed;
        }

        return Result.Ok;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _isReminded = true;
        if (_noted.Count > 0)
            Start();
        else if (await this.GetReminder(Due) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
            _isReminded = false;
        }
    }

    private async Task<Result> NoteAsync(RetentionRow row, CancellationToken cancellationToken)
    {
        if (!_isReminded)
        {
            var period = TimeSpan.FromMinutes(options.Value.SweepMinutes);
            await this.RegisterOrUpdateReminder(Due, period, period, cancellationToken);
            _isReminded = true;
        }

        var put = await _rows.PutAsync(row.ToRow(), cancellationToken);
        if (!put.IsOk)
            return Failed(put.Error);
        _noted[row.Key] = new Noted(row, ++_notes);
        if (row.Video is null || row.DueAt <= time.GetUtcNow())
            Start();
        return Result.Ok;
    }

    private void Start()
    {
        if (_isSweeping)
            _isAskedAgain = true; // What has come meanwhile is not in the look that is under way.
        else
            StartAfter(TimeSpan.Zero);
    }

    // Beside the calls of the grain: an upload does not wait until a thousand videos are erased.
    private void StartAfter(TimeSpan pause)
    {
        _timer?.Dispose();
        _timer = this.RegisterGrainTimer(
            TickAsync, new GrainTimerCreationOptions(pause, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        (_isSweeping, _isAskedAgain) = (true, false);
        var isWhole = await TrySweepAsync(cancellationToken);
        _isSweeping = false;
        _failures = isWhole ? 0 : _failures + 1;
        if (cancellationToken.IsCancellationRequested)
            return;
        if (_isAskedAgain)
            StartAfter(TimeSpan.Zero);
        else if (!isWhole)
            StartAfter(RetentionRules.PauseAfter(_failures, options.Value));
    }

    /// <summary>False where something could not be looked at, or not be erased.</summary>
    private async Task<bool> TrySweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var sweep = new RetentionSweep(grains, TimeSpan.FromSeconds(1 / options.Value.VideosPerSecond), time, log);
            foreach (var (key, noted) in _noted.ToList())
            {
                var next = await sweep.LookAsync(noted.Row, cancellationToken);

                // What was noted anew while it was looked at is looked at the next time.
                if (_noted.GetValueOrDefault(key) is { } now && now == noted && next != noted.Row)
                    await ReplaceAsync(key, next, cancellationToken);
            }

            sweep.Report();
            return sweep.IsWhole;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(failure, this.GetPrimaryKeyString());
            return false;
        }
    }

    private async Task ReplaceAsync(string key, RetentionRow? next, CancellationToken cancellationToken)
    {
        if (next is not { } row)
        {
            await RemoveAsync(key, cancellationToken);
            return;
        }

        var put = await _rows.PutAsync(row.ToRow(), cancellationToken);
        if (put.IsOk)
            _noted[key] = new Noted(row, ++_notes);
        else
            Failed(put.Error);
    }

    private async Task<Result> RemoveAsync(string key, CancellationToken cancellationToken)
    {
        var removed = await _rows.RemoveAsync(key, cancellationToken);
        if (!removed.IsOk)
            return Failed(removed.Error);
        _noted.Remove(key);
        return Result.Ok;
    }

    private List<string> KeysOf(TenantId tenant, VideoId? video) => video is not null
        ? _noted.ContainsKey(RetentionRow.KeyOf(tenant, video)) ? [RetentionRow.KeyOf(tenant, video)] : []
        : [.. _noted.Where(noted => noted.Value.Row.Tenant == tenant).Select(noted => noted.Key)];

    private Error Failed(Error error)
    {
        if (error.Reason != ErrorReason.EpochStale)
            return error;
        DeactivateOnIdle(); // Another activation has taken over: the next call goes there.
        return RowRules.Moved(error);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition} of the retentions could not be looked through; tried again later")]
    private partial void LogFailed(Exception failure, string partition);

    private sealed record Noted(RetentionRow Row, long Note);
}
