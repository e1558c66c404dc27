using Microsoft.Extensions.Hosting;

namespace Orleans.Runtime;

/// <summary>Starts and stops the silo with its host.</summary>
internal sealed partial class SiloHostedService(
    SiloLifecycleSubject lifecycle,
    IEnumerable<ILifecycleParticipant<ISiloLifecycle>> participants,
    IEnumerable<IConfigurationValidator> validators,
    ActivationDirectory activations,
    ILocalSiloDetails silo,
    ILogger<SiloHostedService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var validator in validators)
            validator.ValidateConfiguration();

        LogStarting(logger, silo.Name, silo.ClusterId);
        lifecycle.Subscribe(nameof(SiloHostedService), ServiceLifecycleStage.RuntimeGrainServices, OpenAsync, CloseAsync);
        lifecycle.Subscribe(nameof(SiloHostedService), ServiceLifecycleStage.GrainDeactivation, Nothing, activations.EndAllAsync);
        foreach (var participant in participants)
            participant.Participate(lifecycle);

        await lifecycle.OnStart(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => lifecycle.OnStop(cancellationToken);

    [LoggerMessage(
        LogLevel.Warning,
        "Silo {Name} of cluster {Cluster} runs on a stand-in for Microsoft Orleans: one process, no clustering. Two silos or more need the real packages")]
    private static partial void LogStarting(ILogger logger, string name, string cluster);

    private static Task Nothing(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task OpenAsync(CancellationToken cancellationToken)
    {
        activations.Open();
        return Task.CompletedTask;
    }

    private Task CloseAsync(CancellationToken cancellationToken)
    {
        activations.Close();
        return Task.CompletedTask;
    }
}
