using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Server.Cluster;
using Triad.Server.Cluster.Stores;

namespace Triad.Server.Hosting;

/// <summary>
/// Looks, before anything starts, at what would stop the start half way: settings, the membership's store (ports: <see cref="BusyPorts"/>),
/// and an index outside of the process that will not do; one that is away is waited for. An operator reads one line with the remedy, and
/// the other processes of the cluster see no silo that comes and goes.
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
        await CheckIndexAsync(services, cancellationToken);
    }

    private static async Task CheckIndexAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetService<HealthCheckService>() is not { } checks)
            return;
        var report = await checks.CheckHealthAsync(cancellationToken);
        if (report.Entries.Values.FirstOrDefault(entry => entry.Data.Values.Contains(ErrorReason.Internal)) is { Description: { } wrong })
            throw new StartException(wrong);
    }
}
