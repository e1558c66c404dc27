using Orleans.Runtime.Filters;

namespace Orleans.Hosting;

/// <summary>Says what the cluster is: always this process.</summary>
public static class CoreHostingExtensions
{
    /// <summary>A cluster of this silo.</summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = 11111,
        int gatewayPort = 30000,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = "dev",
        string clusterId = "dev")
    {
        builder.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = IPAddress.Loopback;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
        });
        builder.Configure<ClusterOptions>(options =>
        {
            options.ServiceId = serviceId;
            options.ClusterId = clusterId;
        });
        return builder.UseDevelopmentClustering(primarySiloEndpoint);
    }

    /// <summary>A cluster of this silo; refused at start if a silo is named that others could join.</summary>
    public static ISiloBuilder UseDevelopmentClustering(this ISiloBuilder builder, IPEndPoint? primarySiloEndpoint) =>
        builder.Configure<OneProcessOptions>(options => options.PrimarySilo = primarySiloEndpoint);

    /// <summary>Makes spans of calls, and carries the trace along.</summary>
    public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder)
    {
        builder.Services.AddSingleton<IOutgoingGrainCallFilter, TraceFilter>();
        return builder.AddIncomingGrainCallFilter<TraceFilter>();
    }
}
