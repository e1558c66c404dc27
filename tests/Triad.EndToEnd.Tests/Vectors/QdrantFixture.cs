using Triad.Client;
using Triad.Doubles;
using Triad.Testing.Time;

namespace Triad.EndToEnd.Tests.Vectors;

/// <summary>The real server over the double of Qdrant, for the tests of a class; each has tenants of its own.</summary>
public sealed class QdrantFixture : IAsyncLifetime
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    internal QdrantDouble Qdrant { get; private set; } = null!;

    internal ServerProcess Server { get; private set; } = null!;

    // Short waits: an index that is away is told of at once, and found again at once.
    private string[] Arguments =>
    [
        "--set", "Triad:Storage:Vectors=Qdrant", "--set", $"Triad:Qdrant:Endpoint={Qdrant.Address}",
        "--set", "Triad:Qdrant:MaxRetries=1", "--set", "Triad:Qdrant:BreakerPause=00:00:00.5",
        "--set", "Triad:Qdrant:ReadTimeout=00:00:02", "--set", "Triad:Videos:OutageRetrySeconds=1",
    ];

    public async ValueTask InitializeAsync()
    {
        Qdrant = await QdrantDouble.StartAsync();
        Server = await ServerProcess.StartAsync(Arguments);
    }

    /// <summary>Starts the server again after it was stopped or killed.</summary>
    public Task RestartAsync() => Server.RestartAsync(Arguments);

    /// <summary>Onboards a tenant; returns a key of its own.</summary>
    public async Task<string> OnboardAsync(string tenant)
    {
        using var @operator = Server.Operator();
        await @operator.Tenants.CreateAsync(tenant);
        return (await @operator.Tenants.CreateKeyAsync(tenant, [KeyScope.Ingest, KeyScope.Search])).Key;
    }

    /// <summary>A client that says at once what the server says.</summary>
    public TriadClient Connect(string key) => new(new TriadClientOptions { Address = Server.Address, ApiKey = key, MaxAttempts = 1 });

    /// <summary>Waits until the server is ready, or is not any more.</summary>
    public async Task UntilReadyAsync(bool ready)
    {
        using var @operator = Server.Operator();
        await PollAsync().WithinAsync($"the server to be {(ready ? "ready" : "not ready")}");

        async Task PollAsync()
        {
            while (await @operator.Health.IsServingAsync() != ready)
                await Task.Delay(Pause, TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Qdrant.DisposeAsync();
    }
}
