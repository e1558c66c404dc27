using System.Diagnostics;
using System.Globalization;
using Triad.Client;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Fair;

/// <summary>
/// A flood in a process of its own that the kernel lets wait for all others, as if it came from another machine: it shares neither threads nor the
/// processor with who measures and with who serves.
/// </summary>
internal sealed class FloodProcess : IAsyncDisposable
{
    private const string Key = "TRIAD_FLOOD_KEY";

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly Task _reading;
    private int[] _told = [0, 0, 0];

    private FloodProcess(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>Searches that were answered so far.</summary>
    public int Answered => Volatile.Read(ref _told)[0];

    /// <summary>Searches that were refused; the SDK has repeated them.</summary>
    public int Refused => Volatile.Read(ref _told)[1];

    private int Uploaded => Volatile.Read(ref _told)[2];

    /// <summary>Starts a flood.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="key">The tenant's key.</param>
    /// <param name="clip">What is uploaded.</param>
    /// <param name="number">The number of the flood, which ids of its videos have.</param>
    /// <param name="callers">Searches on their way at once.</param>
    /// <param name="videos">Videos waiting or in work.</param>
    public static FloodProcess Start(Uri server, string key, string clip, int number, int callers, int videos)
    {
        var start = new ProcessStartInfo("nice") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[Key] = key;
        foreach (var argument in (string[])["-n", videos > 0 ? "19" : "0", Environment.ProcessPath!])
            start.ArgumentList.Add(argument);
        if (IOPath.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(FloodProcess).Assembly.Location);
        string[] flood = ["fair", "--flood", $"{server}", "--clip", clip, "--number", $"{number}", "--callers", $"{callers}", "--videos", $"{videos}"];
        foreach (var argument in flood)
            start.ArgumentList.Add(argument);
        return new FloodProcess(Process.Start(start)!);
    }

    /// <summary>What the process does that <see cref="Start"/> has started: floods until its input ends, and tells how far it is.</summary>
    public static async Task RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        using var client = new TriadClient(new TriadClientOptions
        {
            Address = new Uri(arguments.Text("flood")),
            ApiKey = Environment.GetEnvironmentVariable(Key)!,
        });
        await using var flood = new Flood(
            client, arguments.Text("clip"), arguments.Number("number", minimum: -1), arguments.Number("callers"), arguments.Number("videos", minimum: 0));
        var ended = Task.Run(Console.In.ReadToEnd, cancellationToken); // Its asynchronous form blocks.
        while (!ended.IsCompleted)
        {
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{flood.Answered} {flood.Refused} {flood.Uploaded}"));
            await Task.WhenAny(ended, Task.Delay(Period, TimeProvider.System, cancellationToken));
        }
    }

    /// <summary>Waits until it is under way.</summary>
    public async Task WaitUntilItRunsAsync(bool uploads, CancellationToken cancellationToken)
    {
        while (Answered < 100 || (uploads && Uploaded < 4))
        {
            if (_process.HasExited)
                throw new InvalidOperationException("The flood ended by itself.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            if (line.Split(' ').Select(int.Parse).ToArray() is { Length: 3 } told)
                Volatile.Write(ref _told, told);
    }
}
