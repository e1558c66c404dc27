namespace Orleans.Configuration;

/// <summary>Who the cluster and the service are.</summary>
public class ClusterOptions
{
    /// <summary>The cluster where none is named.</summary>
    public const string DefaultClusterId = "default";

    /// <summary>The service where none is named.</summary>
    public const string DefaultServiceId = "default";

    /// <summary>The cluster.</summary>
    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>The service, which stays the same over redeployments.</summary>
    public string ServiceId { get; set; } = DefaultServiceId;
}
