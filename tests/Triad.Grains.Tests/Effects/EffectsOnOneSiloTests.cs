namespace Triad.Grains.Tests.Effects;

/// <summary>In one silo.</summary>
public sealed class EffectsOnOneSiloTests(EffectFixture fixture) : EffectTests(fixture), IClassFixture<EffectFixture>;
