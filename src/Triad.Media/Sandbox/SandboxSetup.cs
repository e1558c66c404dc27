namespace Triad.Media.Sandbox;

/// <summary>What start-up found out: how jobs are confined from now on, and what is missing.</summary>
internal sealed record SandboxSetup(SandboxCommand Command, SandboxReport Report);
