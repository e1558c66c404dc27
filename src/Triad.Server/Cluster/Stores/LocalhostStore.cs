using System.Net;
using Orleans.Hosting;
using Triad.Core.Settings;

namespace Triad.Server.Cluster.Stores;

/// <summary>One silo, the primary, keeps the list in memory: for several processes on one machine. The cluster ends with the primary.</summary>
internal sealed class LocalhostStore : IMembershipStore
{
    public string Name => "Localhost";

    public bool IsShared => true;

    public bool KeepsReminders => false;

    public void Check(TriadClusterOptions options, SettingProblems problems)
    {
        if (!IPEndPoint.TryParse(options.PrimarySilo, out _))
            problems.Add(nameof(options.PrimarySilo), options.PrimarySilo, "Set address and port of the primary silo, such as 127.0.0.1:11111.");
    }

    public Task<string?> ProbeAsync(TriadClusterOptions options, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public void Use(ISiloBuilder silo, TriadClusterOptions options)
    {
        if (IPEndPoint.TryParse(options.PrimarySilo, out var primary))
            silo.UseDevelopmentClustering(primary);
    }
}
