using Microsoft.Extensions.Logging;

namespace Orleans;

/// <summary>Starts observers stage by stage upwards, and stops them downwards.</summary>
public abstract partial class LifecycleSubject : ILifecycleSubject
{
    /// <summary>Where failing stops are logged.</summary>
    protected readonly ILogger Logger;

    private readonly List<Subscription> _subscriptions = [];
    private readonly Lock _gate = new();
    private int? _highest;

    /// <summary>Makes the lifecycle.</summary>
    protected LifecycleSubject(ILogger logger) => Logger = logger;

    /// <inheritdoc/>
    public virtual IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        lock (_gate)
        {
            if (_highest is { } reached && reached >= stage)
                throw new InvalidOperationException($"Stage {stage} has been passed already; {observerName} subscribes too late.");

            var subscription = new Subscription(this, observerName, stage, observer);
            _subscriptions.Add(subscription);
            return subscription;
        }
    }

    /// <inheritdoc/>
    public virtual async Task OnStart(CancellationToken cancellationToken = default)
    {
        foreach (var stage in Stages(ascending: true))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _highest = stage.Key;
            await Task.WhenAll(stage.Select(s => s.Observer.OnStart(cancellationToken)));
        }
    }

    /// <inheritdoc/>
    public virtual async Task OnStop(CancellationToken cancellationToken = default)
    {
        foreach (var stage in Stages(ascending: false).Where(s => s.Key <= _highest))
        {
            foreach (var stop in stage.Select(s => (s.Name, Task: StopAsync(s, cancellationToken))).ToList())
            {
                try
                {
                    await stop.Task;
                }
                catch (Exception exception)
                {
                    LogStopFailed(Logger, exception, stop.Name, stage.Key);
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Stopping {Observer} at stage {Stage} failed")]
    private static partial void LogStopFailed(ILogger logger, Exception exception, string observer, int stage);

    private static async Task StopAsync(Subscription subscription, CancellationToken cancellationToken) =>
        await subscription.Observer.OnStop(cancellationToken);

    private List<IGrouping<int, Subscription>> Stages(bool ascending)
    {
        lock (_gate)
        {
            var stages = _subscriptions.GroupBy(s => s.Stage);
            return [.. ascending ? stages.OrderBy(s => s.Key) : stages.OrderByDescending(s => s.Key)];
        }
    }

    private sealed record Subscription(LifecycleSubject Owner, string Name, int Stage, ILifecycleObserver Observer) : IDisposable
    {
        public void Dispose()
        {
            lock (Owner._gate)
                Owner._subscriptions.Remove(this);
        }
    }
}
