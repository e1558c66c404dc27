using Triad.Testing.Servers;

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

    /// <summary>Ends the server that an interrupted run has left over the same data, if it is one.</summary>
    public static void EndLeftOver(int processId, string data)
    {
        if (processId == 0 || !File.Exists($"/proc/{processId}/cmdline"))
            return;
        if (File.ReadAllText($"/proc/{processId}/cmdline").Split('\0').Contains(data))
        {
            using var process = System.Diagnostics.Process.GetProcessById(processId);
            process.Kill();
            process.WaitForExit();
        }
    }

    public static void Launch(ServerProcess server, CrashLedger ledger)
    {
        server.Launch(Arguments);
        ledger.Append(new JournalLine(JournalKind.Server) { Number = server.ProcessId });
    }
}
