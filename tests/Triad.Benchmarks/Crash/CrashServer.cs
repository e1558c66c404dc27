using System.Diagnostics;

namespace Triad.Benchmarks.Crash;

/// <summary>The server as the load wants it.</summary>
internal static class CrashServer
{
    /// <summary>
    /// A checkpoint after every segment, so that kills fall between checkpoints too; and no end of attempts, since here it is not the file that kills its host.
    /// </summary>
    public static readonly string[] Arguments =
    [
        "--set", "Triad:Ingest:CheckpointSegments=1",
        "--set", "Triad:Videos:MaxAttempts=100",
        "--set", "Triad:Videos:RetrySeconds=0",
    ];

    /// <summary>
    /// Ends the servers that an interrupted run has left over the same data. They are found by their command line and not by a note in the journal:
    /// a run may end between starting a server and noting it.
    /// </summary>
    public static void EndLeftOver(string data)
    {
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (!CommandLine(process.Id).Contains(data))
                    continue;
                process.Kill();
                process.WaitForExit();
            }
        }
    }

    private static string[] CommandLine(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline").Split('\0');
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return []; // It has ended, or is another user's.
        }
    }
}
