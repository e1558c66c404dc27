using Triad.Client;
using Triad.Testing.Servers;

namespace Triad.EndToEnd.Tests.Edge;

/// <summary>A server with an address for each purpose.</summary>
public sealed class ListenerFixture : IAsyncLifetime
{
    private ServerProcess _server = null!;

    public static int DashboardPort { get; } = FreePort.Take();

    public Uri Api => _server.Address;

    public Uri Health { get; } = Local(FreePort.Take());

    public Uri Scaler { get; } = Local(FreePort.Take());

    public Uri Dashboard { get; } = Local(DashboardPort);

    public string OperatorKey { get; private set; } = "";

    public string TenantKey { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        string[] urls = [$"health+{Health}", $"scaler+{Scaler}", $"dashboard+{Dashboard}", "http://127.0.0.1:0"];
        _server = await ServerProcess.StartAtAsync(string.Join(';', urls));
        OperatorKey = (await File.ReadAllTextAsync(Path.Combine(_server.Data, "operator.key"))).Trim();
        using var @operator = _server.Operator();
        await @operator.Tenants.CreateAsync("acme");
        TenantKey = (await @operator.Tenants.CreateKeyAsync("acme", [KeyScope.Search])).Key;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Uri Local(int port) => new(FormattableString.Invariant($"http://127.0.0.1:{port}"));
}
