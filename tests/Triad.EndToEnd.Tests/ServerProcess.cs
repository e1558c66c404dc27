using System.Diagnostics;
using Triad.Client;

namespace Triad.EndToEnd.Tests;

/// <summary>The real server as a process of its own over a data directory, on a free port. It can be killed and started again.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string ReadyLine = "triad is ready on ";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(120);

    private readonly bool _ownsData;
    private Process _process = null!;

    private ServerProcess(string data, bool ownsData) => (Data, _ownsData) = (data, ownsData);

    public string Data { get; }

    public Uri Address { get; private set; } = null!;

    public bool HasExited => _process.HasExited;

    public static async Task<ServerProcess> StartAsync(params string[] arguments)
    {
        var server = new ServerProcess(Directory.CreateTempSubdirectory("triad-e2e-").FullName, ownsData: true);
        await server.RunAsync(arguments);
        return server;
    }

    /// <summary>kill -9: nothing is flushed, nobody is told.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Starts again over the same data.</summary>
    public Task RestartAsync(params string[] arguments) => RunAsync(arguments);

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

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (_ownsData)
            Directory.Delete(Data, recursive: true);
    }

    private async Task RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[]
        {
            Path.Combine(AppContext.BaseDirectory, "Triad.Server.dll"), "--data", Data, "--models", Checkout.Models, "--urls", "http://127.0.0.1:0",
        })
            start.ArgumentList.Add(argument);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith(ReadyLine, StringComparison.Ordinal) == true)
                ready.TrySetResult(new Uri(line.Data[ReadyLine.Length..].Split(',')[0]));
        };
        var errors = new List<string?>();
        _process.ErrorDataReceived += (_, line) => errors.Add(line.Data);
        _process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The server ended: {string.Join('\n', errors)}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Address = await ready.Task.WaitAsync(StartPatience);
    }
}
