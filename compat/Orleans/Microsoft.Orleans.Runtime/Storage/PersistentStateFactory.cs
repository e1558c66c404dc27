using Orleans.Storage;

namespace Orleans.Runtime;

/// <inheritdoc cref="IPersistentStateFactory"/>
public class PersistentStateFactory : IPersistentStateFactory
{
    /// <inheritdoc/>
    public IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config) => new PersistentState<TState>(
        GetFullStateName(context, config),
        context,
        GrainStorageHelpers.Find(context.ActivationServices, config.StorageName, context.GrainId.Type.ToString()!));

    /// <summary>The name under which the storage knows the state.</summary>
    protected virtual string GetFullStateName(IGrainContext context, IPersistentStateConfiguration config) => config.StateName;
}
