using Orleans.Hosting;
using Triad.Testing.Servers;

namespace Triad.Testing.Silos;

/// <summary>Silos of tests.</summary>
public static class SiloBuilderExtensions
{
    /// <summary>
    /// A cluster of its own on a port of its own. Orleans' listener shares a port with whoever has it: two silos on one port would take
    /// each other's messages, and the name of the cluster alone would tell them apart.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <param name="serviceId">Whose states and reminders it has; silos over the same data, one after the other, share it.</param>
    public static ISiloBuilder UseOwnCluster(this ISiloBuilder silo, string serviceId = "test") =>
        silo.UseLocalhostClustering(FreePort.Take(), gatewayPort: 0, serviceId: serviceId, clusterId: Guid.NewGuid().ToString("N"));
}
