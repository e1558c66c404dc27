using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A state that is read while its grain is activated.</summary>
internal sealed class PersistentState<TState> : StateStorageBridge<TState>, IPersistentState<TState>, ILifecycleObserver
{
    public PersistentState(string name, IGrainContext context, IGrainStorage storage)
        : base(name, context, storage) =>
        context.ObservableLifecycle.Subscribe($"PersistentState {name}", GrainLifecycleStage.SetupState, this);

    public Task OnStart(CancellationToken cancellationToken) =>
        IsRead ? Task.CompletedTask : ((IStorage)this).ReadStateAsync(cancellationToken);

    public Task OnStop(CancellationToken cancellationToken) => Task.CompletedTask;
}
