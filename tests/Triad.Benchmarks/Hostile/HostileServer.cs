using Triad.Client;
using Triad.Testing.Servers;

namespace Triad.Benchmarks.Hostile;

/// <summary>The server that gets the files; one that dies is counted and started again over its data.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private const string Tenant = "hostile";

    private readonly SemaphoreSlim _once = new(1, 1);
    private readonly ServerProcess _server;
    private readonly TimeSpan _patience;
    private readonly DirectoryInfo _data;
    private string _key = string.Empty;
    private volatile TriadClient _client = null!;

    private HostileServer(ServerProcess server, DirectoryInfo data, TimeSpan patience) => (_server, _data, _patience) = (server, data, patience);

    public TriadClient Client => _client;

    public int ProcessId => _server.ProcessId;

    public int Deaths { get; private set; }

    /// <summary>Errors that it logged.</summary>
    public IReadOnlyList<string> ErrorLogs => _server.ErrorLogs;

    /// <summary>Its data directory.</summary>
    public string Folder => _data.FullName;

    public static async Task<HostileServer> StartAsync(IReadOnlyList<string> through, string sandbox, TimeSpan patience)
    {
        var data = Directory.CreateTempSubdirectory("triad-hostile-");
        var server = new HostileServer(ServerProcess.Over(data.FullName, [.. through]), data, patience);
        server._server.Environment["Triad__Media__Sandbox"] = sandbox;
        await server._server.RestartAsync();
        using var @operator = server._server.Operator();
        await @operator.Tenants.CreateAsync(Tenant);
        server._key = (await @operator.Tenants.CreateKeyAsync(Tenant, [KeyScope.Ingest, KeyScope.Search])).Key;
        server.Connect();
        return server;
    }

    /// <summary>Starts it again where it has died.</summary>
    /// <returns>True where it had.</returns>
    public async Task<bool> ReviveAsync(TriadClient used)
    {
        await _once.WaitAsync();
        try
        {
            if (_client != used)
                return true;
            if (!_server.HasExited)
                return false;
            Deaths++;
            await _server.RestartAsync();
            Connect();
            return true;
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>Files that are left where decoders and queries have theirs; none when all is at rest.</summary>
    public IReadOnlyList<string> LeftBehind() =>
    [
        .. _data.EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => file.FullName)
            .Where(path => path.Contains("/scratch/", StringComparison.Ordinal) || path.Contains("/.incoming/", StringComparison.Ordinal)
                || path.Contains("/.leases/", StringComparison.Ordinal)),
    ];

    public async Task StopAsync() => await _server.KillAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.KillAsync();
        _data.Delete(recursive: true);
        _once.Dispose();
    }

    // The old client stays: calls on it are still ending.
    private void Connect() => _client = new TriadClient(new TriadClientOptions { Address = _server.Address, ApiKey = _key, Timeout = _patience });
}
