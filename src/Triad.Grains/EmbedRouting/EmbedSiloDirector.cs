using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Triad.Grains.EmbedRouting;

/// <summary>Leaves the silo that the key names; all of them where it names any, or one that has ended since.</summary>
internal sealed class EmbedSiloDirector : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var candidates = silos.ToList();
        var key = target.GrainIdentity.GetIntegerKey();
        return candidates.Find(silo => EmbedSiloKey.Of(silo) == key) is { } named ? [named] : candidates;
    }
}
