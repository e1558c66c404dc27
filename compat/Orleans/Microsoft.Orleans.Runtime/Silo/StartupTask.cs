namespace Orleans.Runtime;

/// <summary>A start-up task in its stage.</summary>
internal sealed class StartupTask(IServiceProvider services, Func<IServiceProvider, CancellationToken, Task> task, int stage)
    : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(StartupTask), stage, cancellationToken => task(services, cancellationToken));
}
