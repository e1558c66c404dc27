using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Triad.Server.Cluster;

/// <summary>Makes the process a silo: alone, or one of a cluster.</summary>
internal static class ClusterSiloBuilderExtensions
{
    // Part of every stored state's key, and so the same for a single process and for every cluster over the same data.
    private const string ServiceId = "dev";

    /// <summary>Settings that are wrong are passed over here: the validators report them, all at once, before the silo starts.</summary>
    public static void UseTriadCluster(this ISiloBuilder silo, TriadClusterOptions options)
    {
        _ = Enum.TryParse<MembershipProvider>(options.Provider, ignoreCase: true, out var provider);
        if (provider == MembershipProvider.None)
        {
            // Nobody is to find it: a port of its own lets several such processes run on one machine.
            silo.UseLocalhostClustering(FreePort(), gatewayPort: 0, serviceId: ServiceId, clusterId: ServiceId);
            return;
        }

        silo.Configure<ClusterOptions>(cluster =>
        {
            cluster.ServiceId = ServiceId;
            cluster.ClusterId = options.ClusterId;
        });
        silo.Configure<EndpointOptions>(endpoints =>
        {
            endpoints.AdvertisedIPAddress = IPAddress.TryParse(options.SiloAddress, out var address) ? address : IPAddress.Loopback;
            endpoints.SiloPort = options.SiloPort;
            endpoints.GatewayPort = options.OrleansGatewayPort;
        });
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(options.ProbeSeconds);
            membership.NumMissedProbesLimit = options.MissedProbes;
            membership.NumVotesForDeathDeclaration = options.DeathVotes;
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(options.RefreshSeconds);
        });
        if (provider == MembershipProvider.Localhost && IPEndPoint.TryParse(options.PrimarySilo, out var primary))
            silo.UseDevelopmentClustering(primary);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
