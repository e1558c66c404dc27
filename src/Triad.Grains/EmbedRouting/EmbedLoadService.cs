using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Triad.Grains.EmbedRouting;

/// <inheritdoc cref="IEmbedLoadService"/>
internal sealed class EmbedLoadService(GrainId id, Silo silo, ILoggerFactory logs, EmbedLoads loads) : GrainService(id, silo, logs), IEmbedLoadService
{
    public Task ReportAsync(SiloAddress silo, int depth, CancellationToken cancellationToken)
    {
        loads.Report(silo, depth);
        return Task.CompletedTask;
    }
}
