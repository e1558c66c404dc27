namespace Triad.Grains.Tests.Effects;

/// <summary>On three silos of one role each.</summary>
public sealed class EffectsOnThreeSilosTests(ThreeSiloEffectFixture fixture) : EffectTests(fixture), IClassFixture<ThreeSiloEffectFixture>;
