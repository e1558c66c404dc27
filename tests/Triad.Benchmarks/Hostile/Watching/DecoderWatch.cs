using System.Globalization;
using Triad.Media;

namespace Triad.Benchmarks.Hostile.Watching;

/// <summary>
/// Looks at the server and the decoders below it several times a second: each decoder must run under its limits and stay within them, and the server
/// within what it was given. The kernel keeps peaks and holds the limits, so a process that lives between two looks is not seen and still bound.
/// </summary>
internal sealed class DecoderWatch(int serverMegabytes, TimeProvider time)
{
    private const double CpuSlackSeconds = 4;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);
    private static readonly MediaOptions Limits = new();
    private readonly HashSet<string> _seen = [];
    private readonly HashSet<string> _over = [];

    /// <summary>How many decoders were seen.</summary>
    public int Decoders => _seen.Count;

    /// <summary>Processes that were without a limit or over one, and how.</summary>
    public IReadOnlyCollection<string> Over => _over;

    /// <summary>The most memory that the server had at a time.</summary>
    public long PeakServerMegabytes { get; private set; }

    /// <summary>The most processor time that a decoder was seen with.</summary>
    public double PeakDecoderSeconds { get; private set; }

    public async Task RunAsync(Func<int> root, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                Look(root());
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private void Look(int root)
    {
        var all = ProcessStat.ReadAll();
        foreach (var (process, stat) in all)
        {
            if (stat.Name is "ffmpeg" or "ffprobe" && IsBelow(all, process, root))
                LookAtDecoder(process, stat);
            else if (process == root || stat.Parent == root)
                LookAtServer(process);
        }
    }

    private static bool IsBelow(Dictionary<int, ProcessStat> all, int process, int root)
    {
        for (var at = process; all.TryGetValue(at, out var known); at = known.Parent)
        {
            if (at == root)
                return true;
        }

        return false;
    }

    private void LookAtServer(int process)
    {
        var megabytes = Kilobytes(process, "VmHWM:") / 1024;
        PeakServerMegabytes = Math.Max(PeakServerMegabytes, megabytes);
        if (megabytes > serverMegabytes)
            _over.Add($"server {process}: more than {serverMegabytes} MiB");
    }

    private void LookAtDecoder(int process, ProcessStat stat)
    {
        if (ProcessStat.ReadFile(process, "limits") is not { Length: > 0 } limits)
            return;
        var id = $"{stat.Name} {process} of {stat.Start}";
        _seen.Add(id);
        PeakDecoderSeconds = Math.Max(PeakDecoderSeconds, stat.CpuSeconds);
        if (LimitOf(limits, "Max cpu time") is not { } cpu)
            _over.Add($"{id}: processor time without a limit");
        else if (stat.CpuSeconds > cpu + CpuSlackSeconds)
            _over.Add($"{id}: {stat.CpuSeconds} of {cpu} processor seconds");
        if (LimitOf(limits, "Max address space") is not { } space || space > Limits.MaxMemoryBytes)
            _over.Add($"{id}: address space without the limit");
        if (Kilobytes(process, "VmPeak:") * 1024 > Limits.MaxMemoryBytes)
            _over.Add($"{id}: more than {Limits.MaxMemoryBytes} bytes of address space");
        if (LimitOf(limits, "Max file size") != 0)
            _over.Add($"{id}: may write files");
        if (LimitOf(limits, "Max open files") is not { } files || files > Limits.MaxOpenFiles)
            _over.Add($"{id}: open files without the limit");
    }

    private static long? LimitOf(string limits, string name)
    {
        var line = limits.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        var soft = line?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return long.TryParse(soft, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static long Kilobytes(int process, string name)
    {
        var line = ProcessStat.ReadFile(process, "status")?.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line[name.Length..].Replace("kB", string.Empty, StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
