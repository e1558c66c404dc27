using System.Globalization;

namespace Triad.Benchmarks.FullSize;

/// <summary>What the kernel says of a process's memory.</summary>
internal static class ProcessMemory
{
    /// <summary>The most resident memory since the process began, in mebibytes, files that are mapped included.</summary>
    public static int PeakMebibytes(int process) => Read(process, "VmHWM:");

    /// <summary>Resident memory that is the process's own, in mebibytes.</summary>
    public static int OwnMebibytes(int process) => Read(process, "RssAnon:");

    private static int Read(int process, string name)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return int.Parse(line[name.Length..].Replace("kB", string.Empty, StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }
}
