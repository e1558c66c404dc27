namespace Triad.Server.Cluster;

/// <summary>Where silos find one another.</summary>
internal enum MembershipProvider
{
    /// <summary>Nowhere: this process is the whole platform.</summary>
    None,

    /// <summary>One silo, the primary, keeps the list in memory. For trying: the cluster ends with it.</summary>
    Localhost,

    /// <summary>In the store that Orleans' own section of the configuration names.</summary>
    Orleans,
}
