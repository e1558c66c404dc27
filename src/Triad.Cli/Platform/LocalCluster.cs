using System.Diagnostics;
using System.Globalization;
using Triad.Cli.Invocation;

namespace Triad.Cli.Platform;

/// <summary>Several server processes on this machine as one cluster, in the foreground: the first keeps the membership, so the cluster ends with it.</summary>
internal sealed class LocalCluster(IReadOnlyList<string> arguments, int siloPort) : IAsyncDisposable
{
    public const int DefaultSiloPort = 11111;
    public const int Fewest = 2;
    public const int Most = 9;

    private const string ReadyLine = "triad is ready on ";

    private readonly List<Process> _processes = [];

    /// <summary>The roles of so many processes; the first is the primary.</summary>
    public static IReadOnlyList<string> RolesOf(int number) => number switch
    {
        2 => ["silo,embed", "gateway"],
        _ => ["silo", "embed", "gateway", .. Enumerable.Range(0, number - 3).Select(extra => extra % 2 == 0 ? "silo" : "embed")],
    };

    /// <summary>Starts them, the first one first, and waits until all have ended.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> roles, Action<int> terminate, CancellationToken cancellationToken)
    {
        try
        {
            for (var i = 0; i < roles.Count; i++)
            {
                var ready = Start(i, roles[i], cancellationToken);
                if (i == 0 && !await ready)
                    return ExitCode.Failed; // It has said why.
            }

            await Task.WhenAll(_processes.Select(process => process.WaitForExitAsync(cancellationToken)));
        }
        catch (OperationCanceledException)
        {
            // A terminal's Ctrl-C has reached them too; a signal to the tool alone has not. All hear of it before any is waited for: the tool itself may
            // be ended meanwhile.
            foreach (var process in _processes.Where(process => !process.HasExited).Reverse().ToList())
                terminate(process.Id);
            await Task.WhenAll(_processes.Select(process => process.WaitForExitAsync(CancellationToken.None)));
        }

        return _processes.All(process => process.ExitCode == 0) ? ExitCode.Success : ExitCode.Failed;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited)
                process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>True when it is ready, false when it has ended before.</summary>
    private Task<bool> Start(int index, string role, CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string>
        {
            ["Triad:Cluster:Provider"] = "Localhost",
            ["Triad:Cluster:PrimarySilo"] = FormattableString.Invariant($"127.0.0.1:{siloPort}"),
            ["Triad:Cluster:SiloPort"] = (siloPort + index).ToString(CultureInfo.InvariantCulture),
        };
        var start = ServerProgram.StartInfo(
        [
            .. role == "gateway" ? arguments : Elsewhere(arguments),
            "--role", role,
            .. settings.SelectMany(setting => new[] { "--set", $"{setting.Key}={setting.Value}" }),
        ]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var ready = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Tell(Console.Out, line.Data);
        process.ErrorDataReceived += (_, line) => Tell(Console.Error, line.Data);
        process.Exited += (_, _) => ready.TrySetResult(false);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _processes.Add(process);
        return ready.Task.WaitAsync(cancellationToken);

        void Tell(TextWriter writer, string? line)
        {
            if (line is null)
                return;
            writer.WriteLine($"{FormattableString.Invariant($"{index + 1} {role}"),-12} | {line}");
            if (line.StartsWith(ReadyLine, StringComparison.Ordinal))
                ready.TrySetResult(true);
        }
    }

    // Only the gateway listens where it was said; the others answer questions about their health on a free port.
    private static IEnumerable<string> Elsewhere(IReadOnlyList<string> arguments)
    {
        var urls = arguments.ToList().IndexOf("--urls");
        return [.. arguments.Where((_, i) => urls < 0 || (i != urls && i != urls + 1)), "--urls", "http://127.0.0.1:0"];
    }
}
