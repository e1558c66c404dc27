using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Triad.Testing.Servers;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Silos;

/// <summary>One process of a cluster, over the folder that they share. It keeps its addresses over kills.</summary>
internal sealed class SiloProcess(string roles, int siloPort, string data, IReadOnlyList<string> membership) : IAsyncDisposable
{
    private const string ReadyLine = "triad is ready on ";

    // What a silo says, at level Debug, when it has written down that another is dead.
    private const string MembershipLog = "Orleans.Runtime.MembershipService.MembershipTableManager";
    private static readonly string[] DeathWords = ["status to Dead in the membership table", "Marking other older clone as Dead"];
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Pause = 19;

    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ReachPause = TimeSpan.FromMilliseconds(50);

    private readonly int _port = FreePort.Take();
    private Process? _process;
    private Task _ready = Task.CompletedTask;

    public string Roles => roles;

    public int SiloPort => siloPort;

    public string Data => data;

    public Uri Address => new(FormattableString.Invariant($"http://127.0.0.1:{_port}"));

    public bool IsGateway => Has("gateway");

    public bool IsAlive => _process is { HasExited: false };

    /// <summary>True where it lives and has been ready since its start: what a load balancer sends calls to.</summary>
    public bool IsServing => IsAlive && !IsLeaving && _ready.IsCompletedSuccessfully;

    /// <summary>True where nobody shall send it new calls, as an orchestrator has it before it stops a gateway.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>Told whenever it writes down the death of another; gives the line.</summary>
    public Action<string>? OnDeath { get; set; }

    public bool Has(string role) => roles.Split(',').Contains(role) || roles == "all";

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <exception cref="BenchmarkUsageException">It ended before; the message has what it said.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Launch();
        await WaitReadyAsync(cancellationToken);
    }

    /// <summary>Waits until it, once launched, is ready.</summary>
    /// <exception cref="BenchmarkUsageException">It ended before; the message has what it said.</exception>
    public async Task WaitReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _ready.WaitAsync(StartPatience, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new BenchmarkUsageException($"The process of the roles {roles} was not ready within {StartPatience}.");
        }
    }

    /// <summary>Waits until others can reach its silo.</summary>
    public async Task WaitReachableAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartPatience);
        while (!_ready.IsFaulted)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, siloPort, patience.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(ReachPause, TimeProvider.System, patience.Token);
            }
        }

        await _ready; // It has ended, and said why.
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is not { } process)
            return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Deals a blow; a process that is killed or stopped has ended on return.</summary>
    public async Task StrikeAsync(Blow blow, CancellationToken cancellationToken)
    {
        if (blow == Blow.Kill)
        {
            await KillAsync();
            return;
        }

        _ = Signal(_process!.Id, blow == Blow.Stop ? Terminate : Pause);
        if (blow == Blow.Freeze)
            return;
        await _process.WaitForExitAsync(cancellationToken);
        await KillAsync();
    }

    /// <summary>Lets a frozen process go on. True where it ends by itself, as one must that the others have given up.</summary>
    public async Task<bool> ThawAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        _ = Signal(_process!.Id, Continue);
        try
        {
            await _process.WaitForExitAsync(cancellationToken).WaitAsync(patience, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            await KillAsync();
        }
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Signal(int process, int signal);

    /// <summary>Starts it and does not wait until it is ready.</summary>
    public void Launch()
    {
        string[] settings =
        [
            FormattableString.Invariant($"Triad:Cluster:SiloPort={siloPort}"), $"Logging:LogLevel:{MembershipLog}=Debug", .. membership,
        ];
        var start = new ProcessStartInfo(
            "dotnet",
            [
                IOPath.Combine(AppContext.BaseDirectory, "Triad.Server.dll"), "--data", data, "--models", Checkout.Models,
                "--urls", Address.GetLeftPart(UriPartial.Authority), "--role", roles,
                .. settings.SelectMany(setting => new[] { "--set", setting }),
            ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var log = new SiloLog(IOPath.Combine(data, FormattableString.Invariant($"silo-{siloPort}.log")));
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => log.Write(line.Data);
        process.Exited += (_, _) =>
        {
            process.WaitForExit(); // Until its last words have arrived.
            ready.TrySetException(new BenchmarkUsageException($"The process of the roles {roles} ended: {log.Tail}"));
        };
        _ = ready.Task.ContinueWith(static task => task.Exception, TaskScheduler.Default);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        (_process, _ready) = (process, ready.Task);

        void Read(string? line)
        {
            log.Write(line);
            if (line?.StartsWith(ReadyLine, StringComparison.Ordinal) == true)
                ready.TrySetResult();
            else if (line is not null && DeathWords.Any(words => line.Contains(words, StringComparison.Ordinal)))
                OnDeath?.Invoke(line);
        }
    }
}
