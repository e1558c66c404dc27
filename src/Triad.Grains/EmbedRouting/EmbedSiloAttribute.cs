using Orleans.Placement;

namespace Triad.Grains.EmbedRouting;

/// <summary>Marks a grain whose key names its silo (<see cref="EmbedSiloKey"/>).</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class EmbedSiloAttribute() : PlacementFilterAttribute(new EmbedSiloStrategy());
