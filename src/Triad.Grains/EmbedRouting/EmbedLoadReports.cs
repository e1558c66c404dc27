using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Triad.Core.Embedding;
using Triad.Grains.Roles;

namespace Triad.Grains.EmbedRouting;

/// <summary>On an embed silo: tells the gateways twice a second how long its queue is. A report that is lost is made good by the next.</summary>
internal sealed partial class EmbedLoadReports(
    IModelCatalog models,
    ILocalSiloDetails local,
    ISiloStatusOracle silos,
    ISiloMetadataCache metadata,
    EmbedLoads loads,
    EmbedLoadClient client,
    TimeProvider time,
    ILogger<EmbedLoadReports> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Tells all of them now.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        var depth = models.QueueDepth;
        loads.Report(local.SiloAddress, depth);
        await Task.WhenAll(silos.GetActiveSilos().Where(IsToldTo).Select(silo => TellAsync(silo, depth, cancellationToken)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The rest of the start does not wait for it.
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TellAsync(stoppingToken);
    }

    private async Task TellAsync(SiloAddress silo, int depth, CancellationToken cancellationToken)
    {
        try
        {
            await client.On(silo).ReportAsync(local.SiloAddress, depth, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailure(failure, silo);
        }
    }

    // What is not known yet of a silo is no reason to leave it out.
    private bool IsToldTo(SiloAddress silo) =>
        !silo.Equals(local.SiloAddress)
        && (SiloRoles.Of(metadata.GetSiloMetadata(silo)) is not { } roles || roles.HasFlag(PlatformRoles.Gateway));

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Silo} could not be told the length of the queue")]
    private partial void LogFailure(Exception failure, SiloAddress silo);
}
