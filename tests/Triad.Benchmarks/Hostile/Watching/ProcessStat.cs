using System.Globalization;

namespace Triad.Benchmarks.Hostile.Watching;

/// <summary>What the kernel says of a process.</summary>
/// <param name="Parent">The process that it is a child of.</param>
/// <param name="Name">Its program's name.</param>
/// <param name="CpuSeconds">Processor time so far.</param>
/// <param name="Start">When it began: tells it from another with its number.</param>
internal sealed record ProcessStat(int Parent, string Name, double CpuSeconds, string Start)
{
    private const double TicksPerSecond = 100;

    /// <summary>All processes there are.</summary>
    public static Dictionary<int, ProcessStat> ReadAll()
    {
        var all = new Dictionary<int, ProcessStat>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(System.IO.Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process)
                && ReadFile(process, "stat") is { } text && Parse(text) is { } stat)
                all[process] = stat;
        }

        return all;
    }

    /// <summary>A file of a process; null where it has ended.</summary>
    public static string? ReadFile(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // The name stands in parentheses and may hold any character.
    private static ProcessStat? Parse(string text)
    {
        var (open, close) = (text.IndexOf('(', StringComparison.Ordinal), text.LastIndexOf(')'));
        if (open < 0 || close < open)
            return null;
        var words = text[(close + 2)..].Split(' ');
        var ticks = double.Parse(words[11], CultureInfo.InvariantCulture) + double.Parse(words[12], CultureInfo.InvariantCulture);
        return new ProcessStat(int.Parse(words[1], CultureInfo.InvariantCulture), text[(open + 1)..close], ticks / TicksPerSecond, words[19]);
    }
}
