using System.Diagnostics;

namespace Triad.Cli.Platform;

/// <summary>Servers that a killed tool has left behind.</summary>
internal static class LeftServers
{
    /// <summary>Ends those over a data directory of the tool's own; they are told from others by their command line.</summary>
    public static void End(string dataFolder)
    {
        foreach (var process in Process.GetProcessesByName("dotnet"))
        {
            using (process)
            {
                if (!IsOver(dataFolder, CommandLine(process.Id)))
                    continue;
                process.Kill();
                process.WaitForExit();
            }
        }
    }

    private static bool IsOver(string dataFolder, string[] commandLine)
    {
        var data = Array.IndexOf(commandLine, "--data");
        return data >= 0
            && data + 1 < commandLine.Length
            && commandLine[data + 1] == dataFolder
            && commandLine.Any(argument => Path.GetFileName(argument) == ServerProgram.FileName);
    }

    private static string[] CommandLine(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline").Split('\0');
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return []; // It has ended, is another user's, or the system keeps no such files.
        }
    }
}
