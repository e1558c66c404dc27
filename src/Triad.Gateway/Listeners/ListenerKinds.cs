namespace Triad.Gateway.Listeners;

/// <summary>What an address of a process is for. What belongs to another address is not there.</summary>
[Flags]
public enum ListenerKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The API for clients, with the health service.</summary>
    Api = 1,

    /// <summary>The health service alone: for probes, which bring no key and often know no TLS.</summary>
    Health = 2,

    /// <summary>What an autoscaler asks.</summary>
    Scaler = 4,

    /// <summary>The dashboard of Orleans.</summary>
    Dashboard = 8,
}
