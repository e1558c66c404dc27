using System.Net;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Triad.Persistence;
using Triad.Server.Certificates;
using Triad.Server.Cluster.Stores;

namespace Triad.Server.Cluster;

/// <summary>Makes the process a silo: alone, or one of a cluster.</summary>
internal static class ClusterSiloBuilderExtensions
{
    /// <summary>Part of every stored state's key, and so the same for a single process and for every cluster over the same data.</summary>
    public const string ServiceId = "dev";

    /// <summary>Settings that are wrong are passed over here: the validators report them, all at once, before the silo starts.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="options">The settings.</param>
    /// <param name="certificate">What silos prove to one another who they are with; null for plaintext.</param>
    /// <param name="stateDatabase">Where reminders are while all processes are on one machine.</param>
    public static void UseTriadCluster(this ISiloBuilder silo, TriadClusterOptions options, RenewedCertificate? certificate, string stateDatabase)
    {
        var store = MembershipStores.Get(options.Provider);
        if (store.IsShared)
        {
            silo.Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = (ServiceId, options.ClusterId));
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
            if (certificate is not null)
                silo.UseMutualTls(certificate);
        }

        store.Use(silo, options);
        if (store.KeepsReminders)
            FaultTellingReminders.Decorate(silo.Services);
        else
            silo.UseSqliteReminders(reminders => reminders.DatabasePath = stateDatabase);
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Membership, new ProcessTime());
    }
}
