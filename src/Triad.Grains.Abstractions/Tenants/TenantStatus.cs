namespace Triad.Grains.Abstractions.Tenants;

/// <summary>A tenant's place in its life.</summary>
public enum TenantStatus
{
    /// <summary>Open for business.</summary>
    Active,

    /// <summary>Refuses everything but reads by the operator.</summary>
    Suspended,

    /// <summary>Being erased.</summary>
    Deleting,
}
