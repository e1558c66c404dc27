namespace Orleans.Configuration;

/// <summary>How silos watch over one another; one process has nobody to watch.</summary>
public class ClusterMembershipOptions
{
    /// <summary>How long a silo has to answer a probe, and how often it is probed.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Probes in a row without an answer after which a silo is suspected.</summary>
    public int NumMissedProbesLimit { get; set; } = 3;

    /// <summary>Silos that must suspect another before it counts as dead.</summary>
    public int NumVotesForDeathDeclaration { get; set; } = 2;

    /// <summary>How often the membership is read anew.</summary>
    public TimeSpan TableRefreshTimeout { get; set; } = TimeSpan.FromSeconds(60);
}
