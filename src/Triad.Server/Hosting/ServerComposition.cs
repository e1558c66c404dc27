using Triad.Grains.Roles;
using Triad.Server.Cluster;
using Triad.Server.Cluster.Stores;
using Triad.Server.Roles;

namespace Triad.Server.Hosting;

/// <summary>
/// What is put together, read from the configuration before there is a host. What is written wrongly there counts as its default here: the validators refuse
/// it, with all other errors, before anything starts.
/// </summary>
/// <param name="Roles">The roles of the process.</param>
/// <param name="Cluster">The settings of the cluster.</param>
/// <param name="IsTraced">True where telemetry goes to a collector.</param>
/// <param name="HasDashboard">True where the silo counts for Orleans' dashboard.</param>
internal sealed record ServerComposition(PlatformRoles Roles, TriadClusterOptions Cluster, bool IsTraced, bool HasDashboard)
{
    /// <summary>True where the process is one of several.</summary>
    public bool IsClustered => MembershipStores.Get(Cluster.Provider).IsShared;

    public static ServerComposition Read(IConfiguration configuration) => new(
        ServerRoles.Parse(configuration[$"{ServerOptions.Section}:{nameof(ServerOptions.Roles)}"] ?? ServerRoles.All) ?? PlatformRoles.All,
        ReadCluster(configuration.GetSection(TriadClusterOptions.Section)),
        !string.IsNullOrEmpty(configuration[$"{ServerOptions.Section}:{nameof(ServerOptions.OtlpEndpoint)}"]),
        bool.TryParse(configuration[$"{ServerOptions.Section}:{nameof(ServerOptions.Dashboard)}"], out var dashboard) && dashboard);

    private static TriadClusterOptions ReadCluster(IConfigurationSection section)
    {
        try
        {
            return section.Get<TriadClusterOptions>() ?? new TriadClusterOptions();
        }
        catch (InvalidOperationException problem)
        {
            throw new StartException($"{problem.Message} Write numbers for the numbers of {TriadClusterOptions.Section}.", problem);
        }
    }
}
