namespace Orleans.Runtime.Timers;

/// <summary>Makes grains' timers.</summary>
internal sealed class TimerRegistry(
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock, ILogger<TimerRegistry> logger) : ITimerRegistry
{
    public IDisposable RegisterTimer(
        IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Register(grainContext, _ => callback(state), new GrainTimerCreationOptions(dueTime, period) { Interleave = true });

    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options) =>
        Register(grainContext, cancellationToken => callback(state, cancellationToken), options);

    private GrainTimer Register(IGrainContext grainContext, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return grainContext is Activation activation && ReferenceEquals(RuntimeContext.Current, grainContext)
            ? new GrainTimer(activation, callback, options, clock, logger)
            : throw new InvalidOperationException("A grain's timer is made on the grain's own turn.");
    }
}
