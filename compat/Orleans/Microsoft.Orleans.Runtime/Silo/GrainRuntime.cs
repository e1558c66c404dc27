using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>What grains ask of the runtime.</summary>
internal sealed class GrainRuntime(
    ILocalSiloDetails silo,
    IGrainFactory grainFactory,
    ITimerRegistry timers,
    IServiceProvider services,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock) : IGrainRuntime
{
    public string SiloIdentity { get; } = silo.SiloAddress.ToString();

    public SiloAddress SiloAddress => silo.SiloAddress;

    public IGrainFactory GrainFactory => grainFactory;

    public ITimerRegistry TimerRegistry => timers;

    public IServiceProvider ServiceProvider => services;

    public TimeProvider TimeProvider => clock;

    public void DeactivateOnIdle(IGrainContext grainContext) => grainContext.Deactivate(
        new DeactivationReason(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."), default);

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) => ((Activation)grainContext).DelayDeactivation(timeSpan);

    public IStorage<TState> GetStorage<TState>(IGrainContext grainContext)
    {
        var type = grainContext.GrainInstance!.GetType();
        return new StateStorageBridge<TState>("state", grainContext, GrainStorageHelpers.GetGrainStorage(type, services));
    }
}
