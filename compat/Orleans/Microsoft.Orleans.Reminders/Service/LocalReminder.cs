namespace Orleans.Reminders;

/// <summary>A reminder that this process rings.</summary>
internal sealed partial class LocalReminder : IDisposable
{
    /// <summary>A timer takes no more; a longer wait is done in steps.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    private readonly IGrainFactory _grains;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private DateTime _next;

    public LocalReminder(ReminderEntry entry, IGrainFactory grains, TimeProvider clock, ILogger logger)
    {
        Entry = entry;
        _grains = grains;
        _clock = clock;
        _logger = logger;
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
        {
            _timer = clock.CreateTimer(
                static self => _ = ((LocalReminder)self!).RingAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        Arm();
    }

    public ReminderEntry Entry { get; }

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    public void Dispose() => _timer.Dispose();

    /// <summary>The first tick that is due after a moment; those that were missed are left out.</summary>
    internal static DateTime NextTick(ReminderEntry entry, DateTime now)
    {
        if (now < entry.StartAt || entry.Period <= TimeSpan.Zero)
            return entry.StartAt;

        var missed = ((now - entry.StartAt).Ticks / entry.Period.Ticks) + 1;
        return entry.StartAt + (missed * entry.Period);
    }

    [LoggerMessage(LogLevel.Error, "Reminder {Name} of {Grain} could not be delivered")]
    private static partial void LogNotDelivered(ILogger logger, Exception exception, string name, GrainId grain);

    private void Arm()
    {
        _next = NextTick(Entry, Now);
        var wait = _next - Now;
        _timer.Change(wait > LongestWait ? LongestWait : wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
    }

    private async Task RingAsync()
    {
        if (Now >= _next)
        {
            try
            {
                await _grains.GetGrain<IRemindable>(Entry.GrainId).ReceiveReminder(
                    Entry.ReminderName, new TickStatus(Entry.StartAt, Entry.Period, Now));
            }
            catch (Exception exception)
            {
                LogNotDelivered(_logger, exception, Entry.ReminderName, Entry.GrainId);
            }
        }

        Arm();
    }
}
