namespace Triad.Media.Sandbox;

/// <summary>What one process may use.</summary>
/// <param name="CpuTime">Processor time over all threads; whole seconds, at least 1.</param>
/// <param name="MemoryBytes">Address space.</param>
/// <param name="OpenFiles">File descriptors.</param>
/// <param name="Processes">Processes and threads of the user that it runs as.</param>
internal sealed record ProcessLimits(TimeSpan CpuTime, long MemoryBytes, int OpenFiles, int Processes);
