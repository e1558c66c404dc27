namespace Orleans.Runtime;

/// <summary>Who this silo is. It listens nowhere: its address is a name.</summary>
internal sealed class LocalSiloDetails : ILocalSiloDetails
{
    public LocalSiloDetails(IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoints)
    {
        DnsHostName = Dns.GetHostName();
        ClusterId = cluster.Value.ClusterId;
        Name = silo.Value.SiloName;
        var address = endpoints.Value.AdvertisedIPAddress ?? IPAddress.Loopback;
        SiloAddress = SiloAddress.New(address, endpoints.Value.SiloPort, SiloAddress.AllocateNewGeneration());
        GatewayAddress = SiloAddress.New(address, endpoints.Value.GatewayPort, SiloAddress.Generation);
    }

    public string Name { get; }

    public string ClusterId { get; }

    public string DnsHostName { get; }

    public SiloAddress SiloAddress { get; }

    public SiloAddress GatewayAddress { get; }
}
