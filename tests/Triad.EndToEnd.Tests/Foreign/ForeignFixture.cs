using System.Net;
using Triad.EndToEnd.Tests.Edge;
using Triad.Testing.Certificates;

namespace Triad.EndToEnd.Tests.Foreign;

/// <summary>Servers for foreign clients, plaintext and TLS, and what came of each client's checks: run once, told check by check.</summary>
public sealed class ForeignFixture : IAsyncLifetime
{
    private readonly Dictionary<(ForeignClient Client, bool Tls), IReadOnlyDictionary<string, (bool Ok, string Detail)>> _runs = [];
    private readonly TestAuthority _authority = new();
    private ServerProcess? _plain;
    private ServerProcess? _secure;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        // All end, whatever the first one has to complain of.
        using var authority = _authority;
        await using var plain = _plain;
        await using var secure = _secure;
    }

    internal async Task<IReadOnlyDictionary<string, (bool Ok, string Detail)>> RunAsync(ForeignClient client, bool tls)
    {
        if (_runs.TryGetValue((client, tls), out var run))
            return run;
        var server = tls
            ? _secure ??= await ServerProcess.StartAtAsync(
                "https://127.0.0.1:0", [.. _authority.Settings(IPAddress.Loopback), "--set", "Triad:Gateway:Reflection=true"])
            : _plain ??= await ServerProcess.StartAsync("--set", "Triad:Gateway:Reflection=true");
        var key = (await File.ReadAllTextAsync(Path.Combine(server.Data, "operator.key"))).Trim();
        return _runs[(client, tls)] = await client.RunAsync(server.Address, key, tls ? _authority.RootFile : null);
    }
}
