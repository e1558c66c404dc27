using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Audit;
using Triad.Core.Errors;

namespace Triad.Gateway.Audit;

/// <summary>
/// Takes events from calls, and has one task write them in batches. What must be durable before its call is answered waits for its batch, which everything
/// that waits shares; the rest waits for nothing, and is written at most <see cref="AuditOptions.FlushMilliseconds"/> later.
/// </summary>
internal sealed partial class AuditLog : BackgroundService
{
    private const int MaxBatch = 2000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<Entry> _waiting;
    private readonly AuditWriter? _writer;
    private readonly TimeProvider _time;
    private readonly ILogger<AuditLog> _logger;
    private readonly TimeSpan _flush;
    private readonly RefusalCount _refusals;
    private readonly List<Entry> _batch = [];
    private TaskCompletionSource _urgent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lost;

    public AuditLog(IOptions<AuditOptions> options, TimeProvider time, ILogger<AuditLog> logger, AuditWriter? writer = null)
    {
        (_writer, _time, _logger) = (options.Value.Enabled ? writer : null, time, logger);
        _flush = TimeSpan.FromMilliseconds(options.Value.FlushMilliseconds);
        _refusals = new RefusalCount(options.Value.MaxRefusedPerSecond);
        _waiting = Channel.CreateBounded<Entry>(new BoundedChannelOptions(options.Value.MaxWaiting) { SingleReader = true });
    }

    /// <summary>False where nothing is written.</summary>
    public bool IsOn => _writer is not null;

    /// <summary>Has an event written soon. Where too many wait, it is counted instead.</summary>
    public void Add(AuditEvent @event)
    {
        if (@event.Code == StatusNames.Of(Grpc.Core.StatusCode.Unauthenticated) && !_refusals.Take(@event.Time))
            return;
        if (!_waiting.Writer.TryWrite(new Entry(@event, null)))
            Interlocked.Increment(ref _lost);
    }

    /// <summary>Has an event written now; on success it is durable.</summary>
    public async Task<Result> WriteAsync(AuditEvent @event)
    {
        var done = new TaskCompletionSource<Result>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            // Whoever gave up has still done what it did.
            await _waiting.Writer.WriteAsync(new Entry(@event, done), CancellationToken.None);
        }
        catch (ChannelClosedException)
        {
            return new Error(ErrorReason.Unavailable, "The platform is going away.", RetryAfter: Pause);
        }

        Volatile.Read(ref _urgent).TrySetResult();
        return await done.Task;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        Volatile.Read(ref _urgent).TrySetResult();
        if (ExecuteTask is { } writing)
            await writing.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_writer is null)
            return;

        // Ended by its channel and not by the token: what calls have left is written first.
        while (_batch.Count > 0 || await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await GatherAsync();
            if (!await WriteBatchAsync() && !_waiting.Reader.Completion.IsCompleted)
                await Task.Delay(Pause, _time, CancellationToken.None);
            else if (_waiting.Reader.Completion.IsCompleted)
                break;
        }

        await _writer.CloseAsync(CancellationToken.None);
    }

    private async Task GatherAsync()
    {
        if (!_urgent.Task.IsCompleted && _batch.Count == 0)
        {
            using var over = new CancellationTokenSource();
            await Task.WhenAny(Task.Delay(_flush, _time, over.Token), _urgent.Task);
            await over.CancelAsync();
        }

        // Before the reading: what comes after it is urgent anew.
        if (_urgent.Task.IsCompleted)
            Volatile.Write(ref _urgent, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        while (_batch.Count < MaxBatch && _waiting.Reader.TryRead(out var entry))
            _batch.Add(entry);
        if (_waiting.Reader.TryPeek(out _))
            _urgent.TrySetResult();
    }

    private async Task<bool> WriteBatchAsync()
    {
        var lost = Interlocked.Exchange(ref _lost, 0);
        List<AuditEvent> events = [.. _batch.Select(entry => entry.Event), .. Counted(AuditCalls.Lost, lost), .. Counted(AuditCalls.Refused, _refusals.TakeCounted())];
        var written = events.Count == 0 ? Result.Ok : await _writer!.WriteAsync(events, CancellationToken.None);
        foreach (var entry in _batch)
            entry.Done?.TrySetResult(written);
        if (!written.IsOk)
        {
            LogUnwritten(_logger, _batch.Count, written.Error.Message);
            Interlocked.Add(ref _lost, lost);

            // Tried again: what they tell of has happened.
            for (var i = 0; i < _batch.Count; i++)
                _batch[i] = _batch[i] with { Done = null };
            return false;
        }

        if (lost > 0)
            LogLost(_logger, lost);
        _batch.Clear();
        return true;
    }

    private IEnumerable<AuditEvent> Counted(string call, long count)
    {
        if (count > 0)
            yield return new AuditEvent(_time.GetUtcNow(), AuditPlane.Data, call, "OK") { Count = count };
    }

    [LoggerMessage(1, LogLevel.Warning, "{Count} records of the audit log could not be written, and are tried again: {Problem}")]
    private static partial void LogUnwritten(ILogger logger, int count, string problem);

    [LoggerMessage(2, LogLevel.Warning, "{Count} calls have no record in the audit log: they came faster than records could be written")]
    private static partial void LogLost(ILogger logger, long count);

    private sealed record Entry(AuditEvent Event, TaskCompletionSource<Result>? Done);
}
