using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Triad.Server.Cluster;
using Triad.Server.Cluster.Stores;
using Triad.Server.Edge;

namespace Triad.Server.Hosting;

/// <summary>
/// Looks, before anything starts, at what would stop the start half way: settings, ports, and the membership's store. An operator reads one
/// line with the remedy, and the other processes of the cluster see no silo that comes and goes.
/// </summary>
internal static class StartChecks
{
    /// <exception cref="StartException">Something is wrong that an operator can mend.</exception>
    public static async Task RunAsync(IServiceProvider services, string urls, CancellationToken cancellationToken)
    {
        services.GetRequiredService<IStartupValidator>().Validate();
        foreach (var url in EdgeExtensions.Split(urls))
            CheckPort(EdgeExtensions.EndPointOf(url), $"--urls '{url}'", "Choose another address with --urls, or stop what listens there.");

        var cluster = services.GetRequiredService<IOptions<TriadClusterOptions>>().Value;
        var store = MembershipStores.Get(cluster.Provider);
        if (store.IsShared)
        {
            var silo = new IPEndPoint(IPAddress.Parse(cluster.SiloAddress), cluster.SiloPort);
            CheckPort(silo, $"{TriadClusterOptions.Section}:{nameof(cluster.SiloPort)} {cluster.SiloPort}", "Set another port, or stop what listens there.");
        }

        if (await store.ProbeAsync(cluster, cancellationToken) is { } problem)
            throw new StartException(problem);
    }

    private static void CheckPort(IPEndPoint endPoint, string setting, string remedy)
    {
        if (endPoint.Port == 0)
            return;
        try
        {
            using var listener = new TcpListener(endPoint);
            listener.Start();
        }
        catch (SocketException failure)
        {
            var reason = failure.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "is in use by another process",
                SocketError.AddressNotAvailable => "is not an address of this machine",
                SocketError.AccessDenied => "may not be opened by this user",
                _ => $"cannot be opened ({failure.Message})",
            };
            throw new StartException($"{setting} {reason}. {remedy}", failure);
        }
    }
}
