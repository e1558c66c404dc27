namespace Orleans.Configuration;

/// <summary>Who the cluster and the service are.</summary>
public class ClusterOptions
{
    /// <summary>The cluster.</summary>
    public string ClusterId { get; set; } = "default";

    /// <summary>The service, which stays the same over redeployments.</summary>
    public string ServiceId { get; set; } = "default";
}
