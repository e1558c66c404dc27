namespace Triad.Client;

/// <summary>Where what searches need of a tenant is.</summary>
public enum TenantResidency
{
    /// <summary>A newer platform says something that this SDK does not know, or an older one nothing.</summary>
    Unknown = 0,

    /// <summary>In memory: it was searched lately.</summary>
    Hot = 1,

    /// <summary>Out of memory: its first search loads what it needs.</summary>
    Idle = 2,

    /// <summary>Vectors of it are in the media store: the first search or ingest brings them back, and may be told when to come again.</summary>
    Offloaded = 3,
}
