using Orleans.Hosting;
using Triad.Core.Settings;

namespace Triad.Server.Cluster.Stores;

/// <summary>Where silos find one another, and where their reminders are: one class and one line of <see cref="MembershipStores"/> each.</summary>
internal interface IMembershipStore
{
    /// <summary>Its name in <see cref="TriadClusterOptions.Provider"/>.</summary>
    string Name { get; }

    /// <summary>True where processes find one another; else this one is the whole platform.</summary>
    bool IsShared { get; }

    /// <summary>True where it keeps the reminders too; else they are in the data directory, on one machine.</summary>
    bool KeepsReminders { get; }

    /// <summary>Notes what is wrong with its settings. Never the value of a connection string, which has a secret.</summary>
    void Check(TriadClusterOptions options, SettingProblems problems);

    /// <summary>Asks it before anything starts. Returns what is wrong, as a sentence with setting and remedy; null where it answers.</summary>
    Task<string?> ProbeAsync(TriadClusterOptions options, CancellationToken cancellationToken);

    /// <summary>Makes the silo use it.</summary>
    void Use(ISiloBuilder silo, TriadClusterOptions options);
}
