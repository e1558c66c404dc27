namespace Orleans.Runtime.Timers;

/// <summary>A timer whose ticks are calls on its grain: one at a time, the next due a period after the last has ended.</summary>
internal sealed partial class GrainTimer : IGrainTimer
{
    private readonly CancellationTokenSource _ended = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _changed;
    private bool _firing;

    public GrainTimer(
        Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options, TimeProvider clock, ILogger logger)
    {
        _activation = activation;
        _callback = callback;
        _options = options;
        _logger = logger;
        Validate(options.DueTime);
        Validate(options.Period);
        _period = options.Period;

        // What the grain's turn has in its execution context does not belong to the ticks.
        using (ExecutionContext.SuppressFlow())
        {
            _timer = clock.CreateTimer(
                static self => ((GrainTimer)self!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        activation.Timers[this] = true;
        _timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime);
        Validate(period);
        _changed = true;
        _dueTime = dueTime;
        _period = period;
        if (!_firing)
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _ = _ended.CancelAsync();
        _timer.Dispose();
        _activation.Timers.TryRemove(this, out _);
    }

    public async Task TickAsync()
    {
        if (_ended.IsCancellationRequested)
            return;

        try
        {
            _changed = false;
            await _callback(_ended.Token);
        }
        catch (Exception exception)
        {
            LogTickFailed(_logger, exception, _activation.GrainId);
        }
        finally
        {
            _firing = false;
            if (!_ended.IsCancellationRequested)
                _timer.Change(_changed ? _dueTime : _period, Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A timer of {Grain} threw; it goes on")]
    private static partial void LogTickFailed(ILogger logger, Exception exception, GrainId grain);

    private static void Validate(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan((long)time.TotalMilliseconds, -1, nameof(time));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)time.TotalMilliseconds, 0xfffffffe, nameof(time));
    }

    private void Fire()
    {
        _firing = true;
        _activation.Receive(new Message
        {
            Request = new TimerTick(this),
            Target = _activation.GrainId,
            Sender = _activation.GrainId,
            Options = InvokeMethodOptions.OneWay | (_options.Interleave ? InvokeMethodOptions.AlwaysInterleave : 0),
            IsLocalOnly = true,
            IsKeepAlive = _options.KeepAlive,
        });
    }
}
