using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace Triad.Grains.EmbedRouting;

/// <summary>Reaches the service of one silo.</summary>
internal sealed class EmbedLoadClient(IServiceProvider services) : GrainServiceClient<IEmbedLoadService>(services)
{
    public IEmbedLoadService On(SiloAddress silo) => GetGrainService(silo);
}
