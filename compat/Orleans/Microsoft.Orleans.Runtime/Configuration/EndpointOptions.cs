namespace Orleans.Configuration;

/// <summary>The addresses that a silo would have; the stand-in only names itself by them.</summary>
public class EndpointOptions
{
    /// <summary>The address that others would use.</summary>
    public IPAddress? AdvertisedIPAddress { get; set; }

    /// <summary>The port for silos.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port for clients.</summary>
    public int GatewayPort { get; set; } = 30000;
}
