namespace Triad.Grains.Tests.Effects;

/// <summary>A fault that waits for its side effect.</summary>
/// <param name="Effect">The side effect's name.</param>
/// <param name="Occurrence">Which time it happens for the tenant, from 1.</param>
/// <param name="Mode">What goes wrong.</param>
internal sealed record EffectFault(string Effect, int Occurrence, FaultMode Mode);
