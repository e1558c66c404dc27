using Triad.Client;

namespace Triad.EndToEnd.Tests;

/// <summary>One server for the tests of a class, with a tenant and its client.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    internal ServerProcess Server { get; private set; } = null!;

    public TriadClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await ServerProcess.StartAsync();
        Client = await Server.OnboardAsync("acme");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
