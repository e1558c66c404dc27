namespace Orleans.Runtime.Activations;

/// <summary>Deactivates idle activations, once a collection quantum.</summary>
internal sealed class ActivationCollector(ActivationDirectory activations, ActivationShared shared) : ILifecycleParticipant<ISiloLifecycle>
{
    private ITimer? _timer;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(ActivationCollector), ServiceLifecycleStage.RuntimeServices, Start, Stop);

    private Task Start(CancellationToken cancellationToken)
    {
        var quantum = shared.Collection.CollectionQuantum;
        _timer = shared.Clock.CreateTimer(static self => ((ActivationCollector)self!).Collect(), this, quantum, quantum);
        return Task.CompletedTask;
    }

    private async Task Stop(CancellationToken cancellationToken)
    {
        if (_timer is not null)
            await _timer.DisposeAsync();
    }

    private void Collect()
    {
        foreach (var activation in activations.All)
            activation.CollectIfIdle();
    }
}
