using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Triad.Server.Cluster;
using Triad.Server.Cluster.Stores;
using Triad.Testing.Servers;
using Triad.Testing.Time;

namespace Triad.Server.Tests.Cluster.Stores;

/// <summary>What every store of several machines does: two silos over it find one another, and have the same reminders.</summary>
public abstract class MembershipStoreContract
{
    /// <summary>Its name in the settings.</summary>
    protected abstract string Provider { get; }

    /// <summary>A connection string on which nothing listens.</summary>
    protected abstract string NobodyThere { get; }

    [Fact]
    public async Task Silos_OverTheStore_FindOneAnotherAndShareReminders()
    {
        var connection = await ConnectionAsync();
        Assert.Null(await ProbeAsync(connection));
        using var first = await StartAsync(connection);
        using var second = await StartAsync(connection);

        await BothAreSeenAsync(first).WithinAsync("the first silo to see the second");
        await BothAreSeenAsync(second).WithinAsync("the second silo to see the first");
        var entry = new ReminderEntry
        {
            GrainId = GrainId.Create("video", "acme/car"),
            ReminderName = "safety-net",
            StartAt = new DateTime(2026, 11, 29, 12, 0, 0, DateTimeKind.Utc),
            Period = TimeSpan.FromMinutes(10),
        };
        await RemindersOf(first).UpsertRow(entry);
        var read = await RemindersOf(second).ReadRow(entry.GrainId, entry.ReminderName);

        Assert.Equal((entry.StartAt, entry.Period), (read?.StartAt.ToUniversalTime(), read?.Period));
        await second.StopAsync().WithinAsync("the second silo to stop");
        await first.StopAsync().WithinAsync("the first silo to stop");
    }

    [Fact]
    public async Task Probe_OfAStoreThatIsNotThere_NamesSettingAndRemedyAndNoSecret()
    {
        var problem = await ProbeAsync(NobodyThere);

        Assert.StartsWith("Triad:Cluster:ConnectionString names ", problem, StringComparison.Ordinal);
        Assert.Matches(@"\. (Start it|Set the right account)", problem);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }

    /// <summary>Starts the store, and says how it is reached.</summary>
    protected abstract Task<string> ConnectionAsync();

    /// <summary>Asks the store as the server does before it starts.</summary>
    protected Task<string?> ProbeAsync(string connection) => MembershipStores.Get(Provider).ProbeAsync(OptionsOf(connection), CancellationToken.None);

    private TriadClusterOptions OptionsOf(string connection) =>
        new() { Provider = Provider, ConnectionString = connection, ClusterId = GetType().Name, SiloPort = FreePort.Take() };

    private async Task<IHost> StartAsync(string connection)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseTriadCluster(OptionsOf(connection), certificate: null, stateDatabase: string.Empty));
        var host = builder.Build();
        await host.StartAsync().WithinAsync($"a silo over {Provider} to start");
        return host;
    }

    private static IReminderTable RemindersOf(IHost host) => host.Services.GetRequiredService<IReminderTable>();

    private static async Task BothAreSeenAsync(IHost host)
    {
        var silos = host.Services.GetRequiredService<ISiloStatusOracle>();
        var listener = new Listener();
        silos.SubscribeToSiloStatusEvents(listener);
        while (silos.GetApproximateSiloStatuses(onlyActive: true).Count < 2)
            await listener.Changed.WaitAsync();
    }

    private sealed class Listener : ISiloStatusListener
    {
        public SemaphoreSlim Changed { get; } = new(0);

        public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status) => Changed.Release();
    }
}
