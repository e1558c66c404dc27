using Triad.Client;
using Triad.Testing.Servers;

namespace Triad.Benchmarks.Crash;

/// <summary>The clients of one life of the server. Under kills they do not retry: what a kill cuts off is told at once.</summary>
internal sealed class CrashSession : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Uri _address;
    private readonly int _attempts;
    private readonly Dictionary<string, TriadClient> _tenants;

    public CrashSession(ServerProcess server, IReadOnlyDictionary<string, string> keys, int attempts = 1)
    {
        (_address, _attempts) = (server.Address, attempts);
        Operator = Connect(File.ReadAllText(System.IO.Path.Combine(server.Data, "operator.key")).Trim());
        _tenants = keys.ToDictionary(pair => pair.Key, pair => Connect(pair.Value));
    }

    public TriadClient Operator { get; }

    public TriadClient Of(string tenant) => _tenants[tenant];

    public TriadClient Connect(string key) =>
        new(new TriadClientOptions { Address = _address, ApiKey = key, MaxAttempts = _attempts, Timeout = Patience });

    public void Dispose()
    {
        Operator.Dispose();
        foreach (var client in _tenants.Values)
            client.Dispose();
    }
}
