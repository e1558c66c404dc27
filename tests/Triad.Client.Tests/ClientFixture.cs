using Triad.Testing.Platform;
using Triad.Testing.Time;

namespace Triad.Client.Tests;

/// <summary>A client and a fake platform at the two ends of a socket.</summary>
public sealed class ClientFixture : IAsyncLifetime
{
    public FakePlatform Platform { get; private set; } = null!;

    public TriadClient Client { get; private set; } = null!;

    public PlatformScript Script => Platform.Script;

    public InstantTime Time { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Platform = await FakePlatform.StartAsync();
        Client = new TriadClient(Options());
    }

    public TriadClientOptions Options() => new()
    {
        Address = Platform.Address,
        ApiKey = "tk_id_secret",
        TimeProvider = Time,
        ChunkBytes = 1024,
    };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Platform.DisposeAsync();
    }
}
