namespace Triad.Grains.Tests.Effects;

/// <summary>On two silos, which share the grains with state.</summary>
public sealed class EffectsOnTwoSilosTests(TwoSiloEffectFixture fixture) : EffectTests(fixture), IClassFixture<TwoSiloEffectFixture>;
