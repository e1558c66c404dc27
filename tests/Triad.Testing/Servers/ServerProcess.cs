using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Triad.Client;

namespace Triad.Testing.Servers;

/// <summary>
/// The real server as a process of its own over a data directory, on a free port. It can be killed and started again. Who uses it refers to
/// Triad.Server, so that the server lies beside the caller.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string ReadyLine = "triad is ready on ";

    private const int Terminate = 15;

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(120);

    private readonly bool _ownsData;
    private readonly ErrorLog _errorLog = new();
    private readonly ConcurrentQueue<string> _said = [];
    private Process? _process;
    private Task<Uri>? _ready;

    private ServerProcess(string data, bool ownsData) => (Data, _ownsData) = (data, ownsData);

    public string Data { get; }

    /// <summary>A command that the server is started through, such as a tracer; none for itself.</summary>
    public IReadOnlyList<string> Through { get; init; } = [];

    /// <summary>The server's assembly.</summary>
    public string Program { get; init; } = Path.Combine(AppContext.BaseDirectory, "Triad.Server.dll");

    /// <summary>How long it may take until it is ready.</summary>
    public TimeSpan Patience { get; init; } = StartPatience;

    /// <summary>The folder of the model packages.</summary>
    public string Models { get; init; } = Checkout.Models;

    /// <summary>Where it listens; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>Variables of the environment that the server is started with, beside those of this process.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>What the server has said on its standard output so far, over all starts.</summary>
    public IReadOnlyCollection<string> Said => _said;

    /// <summary>What the server has logged as an error so far, over all starts.</summary>
    public IReadOnlyList<string> ErrorLogs => _errorLog.Lines;

    public Uri Address { get; private set; } = null!;

    public bool HasExited => _process?.HasExited ?? true;

    /// <summary>0 where none is running.</summary>
    public int ProcessId => _process?.Id ?? 0;

    /// <summary>Starts a server over a data directory of its own, which goes with it.</summary>
    public static Task<ServerProcess> StartAsync(params string[] arguments) => StartAtAsync("http://127.0.0.1:0", arguments);

    /// <summary>Starts a server that listens elsewhere.</summary>
    /// <exception cref="InvalidOperationException">It ended before it was ready; the message has what it said.</exception>
    public static async Task<ServerProcess> StartAtAsync(string urls, params string[] arguments)
    {
        var server = new ServerProcess(Directory.CreateTempSubdirectory("triad-e2e-").FullName, ownsData: true) { Urls = urls };
        try
        {
            await server.RestartAsync(arguments);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A server over a given data directory, which stays; not started yet.</summary>
    public static ServerProcess Over(string data, params string[] through) => new(data, ownsData: false) { Through = through };

    /// <summary>A server over a given data directory, which stays, with the model packages of a folder; not started yet.</summary>
    public static ServerProcess With(string data, string models, TimeSpan patience) => new(data, ownsData: false) { Models = models, Patience = patience };

    /// <summary>A server over a given data directory, which stays, that listens elsewhere; not started yet.</summary>
    public static ServerProcess At(string data, string urls, params string[] through) => new(data, ownsData: false) { Urls = urls, Through = through };

    /// <summary>A server of another build over a given data directory, which stays; not started yet.</summary>
    public static ServerProcess Of(string program, string data) => new(data, ownsData: false) { Program = program };

    /// <summary>kill -9: nothing is flushed, nobody is told.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill(entireProcessTree: Through.Count > 0);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Asks the server to end, and waits until it has.</summary>
    public async Task StopAsync()
    {
        if (_process is null)
            return;
        _ = Signal(_process.Id, Terminate);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts again over the same data, and waits until it is ready.</summary>
    public async Task RestartAsync(params string[] arguments)
    {
        Launch(arguments);
        await WaitReadyAsync(CancellationToken.None);
    }

    /// <summary>Starts the process and does not wait until it is ready.</summary>
    public void Launch(params string[] arguments)
    {
        string[] command =
        [
            .. Through, "dotnet", Program,
            "--data", Data, "--models", Models, "--urls", Urls, .. arguments,
        ];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            _errorLog.Read(line.Data);
            if (line.Data is not null)
                _said.Enqueue(line.Data);
            if (line.Data?.StartsWith(ReadyLine, StringComparison.Ordinal) == true)
                ready.TrySetResult(new Uri(line.Data[ReadyLine.Length..].Split(',')[0]));
        };
        var errors = new List<string?>();
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
                errors.Add(line.Data);
        };
        process.Exited += (_, _) =>
        {
            process.WaitForExit(); // Until its last words have arrived.
            lock (errors)
                ready.TrySetException(new InvalidOperationException($"The server ended: {string.Join('\n', errors)}"));
        };
        _ = ready.Task.ContinueWith(static task => task.Exception, TaskScheduler.Default);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        (_process, _ready) = (process, ready.Task);
    }

    /// <summary>Waits until the launched server is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public async Task WaitReadyAsync(CancellationToken cancellationToken) =>
        Address = await _ready!.WaitAsync(Patience, cancellationToken);

    public TriadClient Operator() => Connect(File.ReadAllText(Path.Combine(Data, "operator.key")).Trim(), null);

    public TriadClient Connect(string key, string? tenant) => new(new TriadClientOptions { Address = Address, ApiKey = key, Tenant = tenant });

    /// <summary>Onboards a tenant and connects with a key of its own.</summary>
    public async Task<TriadClient> OnboardAsync(string tenant)
    {
        using var @operator = Operator();
        await @operator.Tenants.CreateAsync(tenant);
        var key = await @operator.Tenants.CreateKeyAsync(tenant, [KeyScope.Ingest, KeyScope.Search]);
        return Connect(key.Key, null);
    }

    /// <summary>Lets an error of the log pass that holds a text: this test provokes it.</summary>
    public void ExpectError(string text) => _errorLog.Expect(text);

    /// <summary>Stops the server, and fails the test where the server has logged an error that was not expected.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
            await KillAsync();
        if (_ownsData)
            Directory.Delete(Data, recursive: true);
        Assert.Empty(_errorLog.Unexpected);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Signal(int process, int signal);
}
