using System.Diagnostics;
using Triad.Cli.Connection;
using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Platform;

/// <summary>A platform of one's own: a server process on a free loopback port, killed at the end.</summary>
internal sealed class LocalPlatform : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly ServerLog _log;

    private LocalPlatform(Process process, ServerLog log, DataDirectory data)
    {
        _process = process;
        _log = log;
        Data = data;
    }

    public DataDirectory Data { get; }

    public Uri Address { get; private set; } = null!;

    public string OperatorKey { get; private set; } = null!;

    /// <summary>Starts a server and waits until it serves.</summary>
    /// <param name="dataFolder">Its data directory.</param>
    /// <param name="modelsFolder">The folder of model packages.</param>
    /// <param name="echo">Where its output goes besides the log file; null for nowhere.</param>
    /// <param name="cancellationToken">Ends the waiting and the server.</param>
    public static async Task<LocalPlatform> StartAsync(
        string dataFolder, string modelsFolder, TextWriter? echo, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(dataFolder);

        // Of a server before: it would be taken for this one's.
        File.Delete(new DataDirectory(dataFolder).AddressPath);
        var start = ServerProgram.StartInfo(["--data", dataFolder, "--models", modelsFolder, "--urls", "http://127.0.0.1:0"]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var log = new ServerLog(Path.Combine(dataFolder, "server.log"), echo);
        var process = new Process { StartInfo = start };
        log.Attach(process);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var platform = new LocalPlatform(process, log, new DataDirectory(dataFolder));
        try
        {
            await platform.WaitUntilReadyAsync(cancellationToken);
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    public TriadClient Connect(string? key = null, TimeSpan? timeout = null) => new(new TriadClientOptions
    {
        Address = Address,
        ApiKey = key ?? OperatorKey,
        Timeout = timeout ?? TimeSpan.FromMinutes(2),
    });

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _log.Dispose();
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (!File.Exists(Data.AddressPath) || !TryReadConnection())
            await PauseAsync(started, cancellationToken);
        using var client = Connect();
        while (!await client.Health.IsServingAsync(cancellationToken: cancellationToken))
            await PauseAsync(started, cancellationToken);
    }

    /// <summary>Waits a moment for a server that still has time and still runs.</summary>
    private async Task PauseAsync(long started, CancellationToken cancellationToken)
    {
        if (_process.HasExited)
            throw Failure($"The server ended with code {_process.ExitCode}");
        if (Stopwatch.GetElapsedTime(started) > StartTimeout)
            throw Failure($"The server was not ready after {StartTimeout.TotalSeconds:F0} seconds");
        await Task.Delay(PollInterval, TimeProvider.System, cancellationToken);
    }

    private bool TryReadConnection()
    {
        if (Data.ReadAddress() is not { Length: > 0 } address || Data.ReadKey() is not { Length: > 0 } key)
            return false;
        Address = new Uri(address);
        OperatorKey = key;
        return true;
    }

    private CommandException Failure(string message)
    {
        // After the exit the last lines may still be on their way.
        if (_process.HasExited)
            _process.WaitForExit();
        return new CommandException($"{message}: {_log.Tail}") { Remedy = $"See {_log.Path}" };
    }
}
