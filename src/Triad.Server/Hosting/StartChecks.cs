using Microsoft.Extensions.Options;
using Triad.Server.Cluster;
using Triad.Server.Cluster.Stores;

namespace Triad.Server.Hosting;

/// <summary>
/// Looks, before anything starts, at what would stop the start half way: settings and the membership's store (ports:
/// <see cref="BusyPorts"/>). An operator reads one line with the remedy, and the other processes of the cluster see no silo that comes and
/// goes.
/// </summary>
internal static class StartChecks
{
    /// <exception cref="StartException">Something is wrong that an operator can mend.</exception>
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetRequiredService<IStartupValidator>().Validate();
        var cluster = services.GetRequiredService<IOptions<TriadClusterOptions>>().Value;
        var store = MembershipStores.Get(cluster.Provider);
        if (await store.ProbeAsync(cluster, cancellationToken) is { } problem)
            throw new StartException(problem);
    }
}
