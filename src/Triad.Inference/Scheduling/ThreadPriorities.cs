using System.Runtime.InteropServices;

namespace Triad.Inference.Scheduling;

/// <summary>
/// Threads that yield the processor to all others. .NET's own thread priorities do nothing on Linux, where niceness is a thread's and needs no
/// privilege to be raised; elsewhere the thread gets .NET's lower priority.
/// </summary>
internal static partial class ThreadPriorities
{
    /// <summary>Lowers the priority of the calling thread for good.</summary>
    /// <param name="nice">How much nicer it is to the others: 1 to 19.</param>
    public static void Lower(int nice)
    {
        if (OperatingSystem.IsLinux())
            _ = Nice(nice); // Where a sandbox forbids it, ingest shares the processor as before.
        else
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    [LibraryImport("libc", EntryPoint = "nice")]
    private static partial int Nice(int increment);
}
