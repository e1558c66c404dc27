namespace Triad.Grains.Abstractions.Tenants;

/// <summary>Where what searches need of a tenant is.</summary>
public enum TenantResidency
{
    /// <summary>Out of memory: the first search wakes it.</summary>
    Idle,

    /// <summary>In memory: it was searched lately.</summary>
    Hot,

    /// <summary>Vectors of it are in the media store: the first use brings them back.</summary>
    Offloaded,
}
