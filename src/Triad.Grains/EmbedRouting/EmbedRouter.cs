using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.EmbedRouting;

/// <summary>Names the silo of choice by the grain's key; placement finds it by that (<see cref="EmbedSiloDirector"/>).</summary>
internal sealed class EmbedRouter(IGrainFactory grains, EmbedLoads loads) : IEmbedRouter
{
    public IEmbedGrain Next() => grains.Embed(loads.Choose() is { } silo ? EmbedSiloKey.Of(silo) : EmbedSiloKey.Any);
}
