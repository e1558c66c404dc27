using Triad.Grains.Abstractions.Searches;

namespace Triad.Gateway.Tests.Doubles;

/// <summary>Chooses the only one that there is.</summary>
internal sealed class EmbedRouterDouble(GrainWorld world) : IEmbedRouter
{
    public IEmbedGrain Next() => new SearchDouble(world);
}
