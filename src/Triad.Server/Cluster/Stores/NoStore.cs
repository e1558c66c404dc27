using System.Net;
using System.Net.Sockets;
using Orleans.Hosting;
using Triad.Core.Settings;

namespace Triad.Server.Cluster.Stores;

/// <summary>No other process: this one is the whole platform.</summary>
internal sealed class NoStore : IMembershipStore
{
    public const string StoreName = "None";

    public string Name => StoreName;

    public bool IsShared => false;

    public bool KeepsReminders => false;

    public void Check(TriadClusterOptions options, SettingProblems problems)
    {
    }

    public Task<string?> ProbeAsync(TriadClusterOptions options, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    // Nobody is to find it: a port of its own lets several such processes run on one machine.
    public void Use(ISiloBuilder silo, TriadClusterOptions options) => silo.UseLocalhostClustering(
        FreePort(), gatewayPort: 0, serviceId: ClusterSiloBuilderExtensions.ServiceId, clusterId: ClusterSiloBuilderExtensions.ServiceId);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
