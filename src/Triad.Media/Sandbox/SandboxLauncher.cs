using Triad.Media.Sandbox.Native;

namespace Triad.Media.Sandbox;

/// <summary>Starts jobs as a command confines them.</summary>
internal static class SandboxLauncher
{
    /// <summary>Starts a job.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The outermost wrapper could not be started.</exception>
    public static async Task<SandboxedProcess> StartAsync(SandboxCommand command, SandboxJob job, IMessageListener? listener = null)
    {
        using var filter = command.Filter is { } calls ? MemoryFile.Create(calls) : null;
        return await SandboxedProcess.StartAsync(
            command.Build(job),
            job.Outputs,
            filter is null ? [] : [(SandboxCommand.FilterDescriptor, filter.Descriptor)],
            listener);
    }
}
