using Triad.Server.Cluster.Stores;

namespace Triad.Server.Cluster;

/// <summary>Settings of a cluster of several processes.</summary>
public sealed class TriadClusterOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Triad:Cluster";

    /// <summary>
    /// Where the processes find one another. None: one process. Localhost: several on one machine, with one of them as the primary. Redis,
    /// AzureTable, AdoNet (PostgreSQL): several machines; these keep the reminders too.
    /// </summary>
    public string Provider { get; set; } = NoStore.StoreName;

    /// <summary>How Redis, the storage account or the database is reached. It may hold a password: set it by the environment or a file.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>AzureTable only, instead of a connection string: the address of the tables; the identity of the machine is used.</summary>
    public string? ServiceUri { get; set; }

    /// <summary>The cluster's name: processes of one name, over one membership store, belong together.</summary>
    public string ClusterId { get; set; } = "triad";

    /// <summary>The IP address by which the other processes reach this one.</summary>
    public string SiloAddress { get; set; } = "127.0.0.1";

    /// <summary>The port for the other processes; 1 to 65,535.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>PEM file of the certificate that this process shows the others, and its chain; null for plaintext between silos.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>PEM file of the certificate's private key; null where the certificate's file holds it too.</summary>
    public string? CertificateKeyPath { get; set; }

    /// <summary>PEM file of the authorities whose certificates the others must show: the cluster's own, not the system's.</summary>
    public string? CaPath { get; set; }

    /// <summary>A port for clients of Orleans itself; 0 opens none. Triad needs none: clients come to the gateway.</summary>
    public int OrleansGatewayPort { get; set; }

    /// <summary>Localhost only: address and port of the silo that keeps the membership. The process that has this address is it.</summary>
    public string PrimarySilo { get; set; } = "127.0.0.1:11111";

    /// <summary>Seconds between the probes that silos send one another, and that each may take; 0.5 to 60.</summary>
    public double ProbeSeconds { get; set; } = 2;

    /// <summary>Probes in a row that stay without an answer before a silo is suspected; 1 to 20.</summary>
    public int MissedProbes { get; set; } = 3;

    /// <summary>Silos that must suspect another before it is dead, never more than half of those that live; 1 to 10.</summary>
    public int DeathVotes { get; set; } = 2;

    /// <summary>Seconds after which the membership is read anew where no word of a change has come; 1 to 600.</summary>
    public double RefreshSeconds { get; set; } = 15;
}
