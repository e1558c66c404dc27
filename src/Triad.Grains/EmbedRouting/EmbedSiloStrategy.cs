using Orleans.Placement;

namespace Triad.Grains.EmbedRouting;

/// <summary>Placement by the silo that the grain's key names.</summary>
internal sealed class EmbedSiloStrategy() : PlacementFilterStrategy(order: 1);
