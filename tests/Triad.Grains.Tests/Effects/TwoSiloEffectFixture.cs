namespace Triad.Grains.Tests.Effects;

/// <summary>On two silos, which share the grains with state.</summary>
public sealed class TwoSiloEffectFixture() : EffectFixture(Layout.Two);
