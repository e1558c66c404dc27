namespace Triad.Media.Sandbox;

/// <summary>A layer that does not work on this machine.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Cause">What was tried and what came of it.</param>
/// <param name="Remedy">What an operator can do.</param>
public sealed record SandboxGap(SandboxLayer Layer, string Cause, string Remedy);
