using Orleans.Runtime;
using Orleans.Services;

namespace Triad.Grains.EmbedRouting;

/// <summary>On every silo: takes what embed silos tell.</summary>
[Alias("triad.IEmbedLoadService")]
internal interface IEmbedLoadService : IGrainService
{
    /// <summary>Says how many items wait or are in work on a silo.</summary>
    [Alias("Report")]
    Task ReportAsync(SiloAddress silo, int depth, CancellationToken cancellationToken);
}
